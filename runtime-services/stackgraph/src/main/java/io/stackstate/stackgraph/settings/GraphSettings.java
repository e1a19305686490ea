package io.stackstate.stackgraph.settings;

import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.janusgraph.core.JanusGraphVertex;

/** The settings nodes as vertices. Readers wait while one is written; the store takes no locks. */
public final class GraphSettings implements SettingsStore {
  private final GraphDatabase database;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  public GraphSettings(GraphDatabase database) {
    this.database = database;
  }

  @Override
  public List<SettingsNode> list(String type) {
    return read(
        tx -> {
          List<SettingsNode> nodes = new ArrayList<>();
          tx.indexed(GraphSchema.NODE_TYPE, type).forEach(vertex -> nodes.add(node(vertex)));
          nodes.sort(Comparator.comparingLong(SettingsNode::id));
          return nodes;
        });
  }

  /** All nodes, sorted by id. Goes through the whole store: not for every day. */
  public List<SettingsNode> all() {
    return read(
        tx -> {
          List<SettingsNode> nodes = new ArrayList<>();
          tx.traversal()
              .V()
              .hasLabel(GraphSchema.SETTING)
              .forEachRemaining(vertex -> nodes.add(node((JanusGraphVertex) vertex)));
          nodes.sort(Comparator.comparingLong(SettingsNode::id));
          return nodes;
        });
  }

  @Override
  public Optional<SettingsNode> get(long id) {
    return read(tx -> tx.find(VertexIds.setting(id)).map(GraphSettings::node));
  }

  @Override
  public Optional<SettingsNode> byIdentifier(String urn) {
    return read(tx -> find(tx, urn));
  }

  @Override
  public void put(SettingsNode node) {
    write(
        tx -> {
          requireUnique(tx, node);
          JanusGraphVertex vertex =
              tx.find(VertexIds.setting(node.id()))
                  .orElseGet(() -> tx.add(VertexIds.setting(node.id()), GraphSchema.SETTING));
          set(vertex, GraphSchema.NODE_ID, node.id());
          set(vertex, GraphSchema.NODE_TYPE, node.type());
          set(vertex, GraphSchema.IDENTIFIER, node.identifier());
          set(vertex, GraphSchema.NAME, node.name());
          set(vertex, GraphSchema.JSON, node.json());
          set(vertex, GraphSchema.LAST_UPDATE, node.lastUpdateMillis());
          return node;
        });
  }

  @Override
  public void delete(long id) {
    write(
        tx -> {
          tx.find(VertexIds.setting(id)).ifPresent(vertex -> vertex.remove());
          return id;
        });
  }

  private static void requireUnique(GraphTransaction tx, SettingsNode node) {
    if (node.identifier() == null) {
      return;
    }
    find(tx, node.identifier())
        .filter(other -> other.id() != node.id())
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "identifier: " + node.identifier() + " belongs to node " + other.id());
            });
  }

  private static Optional<SettingsNode> find(GraphTransaction tx, String urn) {
    for (JanusGraphVertex vertex : tx.indexed(GraphSchema.IDENTIFIER, urn)) {
      return Optional.of(node(vertex));
    }
    return Optional.empty();
  }

  private static void set(JanusGraphVertex vertex, String key, Object value) {
    if (value == null) {
      vertex.properties(key).forEachRemaining(VertexProperty::remove);
    } else {
      vertex.property(VertexProperty.Cardinality.single, key, value);
    }
  }

  private static SettingsNode node(JanusGraphVertex vertex) {
    return new SettingsNode(
        vertex.<Long>value(GraphSchema.NODE_ID),
        vertex.value(GraphSchema.NODE_TYPE),
        vertex.<String>property(GraphSchema.IDENTIFIER).orElse(null),
        vertex.value(GraphSchema.NAME),
        vertex.value(GraphSchema.JSON),
        vertex.<Long>value(GraphSchema.LAST_UPDATE));
  }

  private <T> T read(Function<GraphTransaction, T> body) {
    lock.readLock().lock();
    try {
      return database.read(body);
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> void write(Function<GraphTransaction, T> body) {
    lock.writeLock().lock();
    try {
      database.write(body);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
