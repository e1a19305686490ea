package io.stackstate.stackgraph.current;

import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.JanusGraphVertex;

/** What makes the current graph agree with the history again: collected first, then done. */
final class Repair {
  private final List<Edge> edges = new ArrayList<>();
  private final List<Vertex> vertices = new ArrayList<>();
  private final Map<Long, Map<String, Object>> components = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();

  private record Link(long source, long target, Map<String, Object> properties) {}

  void remove(Edge edge) {
    edges.add(edge);
  }

  void remove(Vertex vertex) {
    vertices.add(vertex);
  }

  /** Makes a component what its properties say. */
  void store(long id, Map<String, Object> properties) {
    components.put(id, properties);
  }

  /** Adds the edge of a relation; a wrong one must be removed, too. */
  void link(long source, long target, Map<String, Object> properties) {
    links.add(new Link(source, target, properties));
  }

  void run(GraphTransaction tx) {
    // Edges before vertices, which take theirs with them, and vertices before the new edges.
    edges.forEach(Edge::remove);
    vertices.forEach(Vertex::remove);
    components.forEach((id, properties) -> store(tx, VertexIds.component(id), properties));
    for (Link link : links) {
      JanusGraphVertex source = tx.known(VertexIds.component(link.source()));
      JanusGraphVertex target = tx.known(VertexIds.component(link.target()));
      source.addEdge(GraphSchema.RELATION, target, ElementProperties.keyValues(link.properties()));
    }
  }

  private static void store(GraphTransaction tx, long vertex, Map<String, Object> properties) {
    ElementProperties.update(
        tx.find(vertex).orElseGet(() -> tx.add(vertex, GraphSchema.COMPONENT)), properties);
  }
}
