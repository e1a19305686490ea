package io.stackstate.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.Cardinality;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.schema.JanusGraphManagement;

/**
 * The peer of StackGraph: the same estate put into JanusGraph on BerkeleyDB JE by hand, as a user
 * of JanusGraph would: one vertex a component with an index on its id, one edge a relation, vertex
 * ids kept in memory, 500 elements a transaction.
 */
final class RawGraph {
  private static final int BATCH = 500;

  private RawGraph() {}

  /** Inserts the whole estate; returns the elements inserted per second. */
  static double insertRate(Path directory, Dataset dataset) {
    try (JanusGraph graph =
        JanusGraphFactory.build()
            .set("storage.backend", "berkeleyje")
            .set("storage.directory", directory.toString())
            .set("ids.block-size", 100_000)
            .open()) {
      schema(graph);
      long start = System.nanoTime();
      insert(graph, dataset);
      return dataset.elements() / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void schema(JanusGraph graph) {
    JanusGraphManagement management = graph.openManagement();
    var id = management.makePropertyKey("elementId").dataType(Long.class).make();
    for (String key : List.of("name", "type", "layer", "domain", "version", "properties")) {
      management.makePropertyKey(key).dataType(String.class).make();
    }
    for (String key : List.of("labels", "identifiers")) {
      management.makePropertyKey(key).dataType(String.class).cardinality(Cardinality.SET).make();
    }
    management.makeVertexLabel("component").make();
    management.makeEdgeLabel("relation").make();
    management.buildIndex("byElementId", Vertex.class).addKey(id).unique().buildCompositeIndex();
    management.commit();
  }

  private static void insert(JanusGraph graph, Dataset dataset) {
    List<Object> ids = new ArrayList<>(dataset.components());
    JanusGraphTransaction tx = graph.newTransaction();
    int inBatch = 0;
    for (int i = 0; i < dataset.components(); i++) {
      ids.add(vertex(tx, i).id());
      if (++inBatch % BATCH == 0) {
        tx.commit();
        tx = graph.newTransaction();
      }
    }
    for (int i = 1; i < dataset.components(); i++) {
      int relations = dataset.relations() / (dataset.components() - 1);
      for (int k = 0; k < relations; k++) {
        Vertex source = tx.getVertex(ids.get(i));
        Vertex target = tx.getVertex(ids.get(Dataset.target(i, k)));
        source.addEdge("relation", target, "name", Dataset.relationId(i, k));
        if (++inBatch % BATCH == 0) {
          tx.commit();
          tx = graph.newTransaction();
        }
      }
    }
    tx.commit();
  }

  private static Vertex vertex(JanusGraphTransaction tx, int i) {
    var data = Dataset.data(i);
    Vertex vertex = tx.addVertex("component");
    vertex.property("elementId", (long) i);
    vertex.property("name", data.get("name"));
    vertex.property("type", Dataset.type(i));
    vertex.property("layer", data.get("layer"));
    vertex.property("domain", data.get("domain"));
    vertex.property("version", data.get("version"));
    vertex.property("properties", data.toString());
    for (String key : List.of("labels", "identifiers")) {
      for (Object value : (List<?>) data.get(key)) {
        vertex.property(key, value);
      }
    }
    return vertex;
  }
}
