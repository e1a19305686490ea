package io.stackstate.benchmarks.graph;

import static org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__.both;

import io.stackstate.benchmarks.contest.Contender;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.Question;
import io.stackstate.benchmarks.contest.Question.ByLabels;
import io.stackstate.benchmarks.contest.Question.Count;
import io.stackstate.benchmarks.contest.Question.Groups;
import io.stackstate.benchmarks.contest.Question.NameInfix;
import io.stackstate.benchmarks.contest.Question.NamePrefix;
import io.stackstate.benchmarks.contest.Question.Neighbours;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.tinkerpop.gremlin.process.traversal.P;
import org.apache.tinkerpop.gremlin.process.traversal.TextP;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.Cardinality;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.PropertyKey;
import org.janusgraph.core.schema.JanusGraphManagement;

/**
 * JanusGraph on BerkeleyDB JE, asked in Gremlin, with composite indexes and its database cache. It
 * has no index for parts of names without a search engine beside it: for those it scans.
 */
public final class JanusGraphPeer implements Contender {
  private static final int BATCH = 1_000;

  private JanusGraph graph;
  private Path directory;
  private Object[] ids;

  @Override
  public void load(Estate estate, Path where) {
    directory = where;
    graph =
        JanusGraphFactory.build()
            .set("storage.backend", "berkeleyje")
            .set("storage.directory", where.toString())
            .set("storage.berkeleyje.cache-percentage", 40)
            .set("cache.db-cache", true)
            .set("cache.db-cache-size", 0.3)
            .set("cache.db-cache-time", 0)
            .set("ids.block-size", 1_000_000)
            .set("schema.default", "none")
            .open();
    schema();
    ids = new Object[estate.components()];
    inBatches(estate.components(), (tx, i) -> insert(tx, estate.component(i)));
    inBatches(
        estate.relations(),
        (tx, r) -> {
          Estate.Relation relation = estate.relation(r);
          tx.getVertex(ids[relation.source()])
              .addEdge("relation", tx.getVertex(ids[relation.target()]));
        });
    ids = null;
  }

  private void schema() {
    JanusGraphManagement management = graph.openManagement();
    PropertyKey index = management.makePropertyKey("index").dataType(Integer.class).make();
    PropertyKey name = text(management, "name", Cardinality.SINGLE);
    PropertyKey layer = text(management, "layer", Cardinality.SINGLE);
    PropertyKey domain = text(management, "domain", Cardinality.SINGLE);
    PropertyKey environment = text(management, "environment", Cardinality.SINGLE);
    PropertyKey labels = text(management, "labels", Cardinality.SET);
    text(management, "type", Cardinality.SINGLE);
    text(management, "identifiers", Cardinality.SET);
    management.makeVertexLabel("component").make();
    management.makeEdgeLabel("relation").make();
    management.buildIndex("index", Vertex.class).addKey(index).unique().buildCompositeIndex();
    management.buildIndex("name", Vertex.class).addKey(name).buildCompositeIndex();
    management.buildIndex("labels", Vertex.class).addKey(labels).buildCompositeIndex();
    management
        .buildIndex("labelsAndLayer", Vertex.class)
        .addKey(labels)
        .addKey(layer)
        .buildCompositeIndex();
    management.buildIndex("domain", Vertex.class).addKey(domain).buildCompositeIndex();
    management
        .buildIndex("domainAndEnvironment", Vertex.class)
        .addKey(domain)
        .addKey(environment)
        .buildCompositeIndex();
    management.commit();
  }

  private static PropertyKey text(JanusGraphManagement management, String key, Cardinality many) {
    return management.makePropertyKey(key).dataType(String.class).cardinality(many).make();
  }

  private void insert(JanusGraphTransaction tx, Estate.Component component) {
    Vertex vertex = tx.addVertex("component");
    vertex.property("index", component.index());
    vertex.property("name", component.name());
    vertex.property("type", component.type());
    vertex.property("layer", component.layer());
    vertex.property("domain", component.domain());
    vertex.property("environment", component.environment());
    component.labels().forEach(label -> vertex.property("labels", label));
    component.identifiers().forEach(identifier -> vertex.property("identifiers", identifier));
    ids[component.index()] = vertex.id();
  }

  private interface Insertion {
    void insert(JanusGraphTransaction tx, int index);
  }

  private void inBatches(int count, Insertion insertion) {
    for (int from = 0; from < count; from += BATCH) {
      JanusGraphTransaction tx = graph.newTransaction();
      for (int i = from; i < Math.min(count, from + BATCH); i++) {
        insertion.insert(tx, i);
      }
      tx.commit();
    }
  }

  @Override
  public Asked prepare(Question question) {
    if (question instanceof ByLabels by) {
      return components(
          g -> g.V().has("labels", by.first()).has("labels", by.second()).has("layer", by.layer()));
    } else if (question instanceof NamePrefix name) {
      return components(g -> g.V().has("name", TextP.startingWith(name.prefix())));
    } else if (question instanceof NameInfix name) {
      return components(g -> g.V().has("name", TextP.containing(name.infix())));
    } else if (question instanceof Neighbours near) {
      return components(g -> neighbours(g.V().has("index", near.component()), near.levels()));
    } else if (question instanceof Count count) {
      return number(
          g -> g.V().has("domain", count.domain()).has("environment", count.environment()).count(),
          n -> n);
    } else if (question instanceof Groups groups) {
      return number(
          g -> g.V().has("domain", groups.domain()).<Object>groupCount().by("layer"),
          JanusGraphPeer::sum);
    }
    throw new IllegalArgumentException("not asked of JanusGraph: " + question);
  }

  /** Level by level, each component once. */
  private static GraphTraversal<?, ?> neighbours(GraphTraversal<Vertex, Vertex> seed, int levels) {
    return seed.aggregate("seen")
        .repeat(both("relation").where(P.without("seen")).dedup().aggregate("seen"))
        .times(levels)
        .cap("seen")
        .unfold();
  }

  private static long sum(Map<Object, Long> groups) {
    return groups.entrySet().stream()
        .mapToLong(group -> Contender.group((String) group.getKey(), group.getValue()))
        .sum();
  }

  private Asked components(Function<GraphTraversalSource, GraphTraversal<?, ?>> query) {
    return () -> {
      JanusGraphTransaction tx = graph.buildTransaction().readOnly().start();
      try {
        List<?> ids = query.apply(tx.traversal()).id().toList();
        return ids.size();
      } finally {
        if (tx.isOpen()) {
          tx.rollback();
        }
      }
    };
  }

  private <T> Asked number(
      Function<GraphTraversalSource, GraphTraversal<?, T>> query, ToLongFunction<T> number) {
    return () -> {
      JanusGraphTransaction tx = graph.buildTransaction().readOnly().start();
      try {
        return number.applyAsLong(query.apply(tx.traversal()).next());
      } finally {
        if (tx.isOpen()) {
          tx.rollback();
        }
      }
    };
  }

  @Override
  public long diskBytes() throws IOException {
    close();
    return Contender.bytesBelow(directory);
  }

  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
  }
}
