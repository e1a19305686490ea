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
import java.util.function.Consumer;
import java.util.function.Function;
import org.janusgraph.core.JanusGraphVertex;

/**
 * The settings nodes as vertices. Readers wait while one is written; the store takes no locks. A
 * node and its entries in the indexes are several writes to a store that does not write all at
 * once: there, each change is noted first, and made again when that was interrupted.
 */
public final class GraphSettings implements SettingsStore {
  private final GraphDatabase database;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Whether the last change may be stored in part. */
  private volatile boolean unfinished;

  /**
   * Makes the last change again when the store may hold it in part.
   *
   * @throws io.stackstate.stackgraph.StoreUnavailableException when the store does not answer
   */
  public GraphSettings(GraphDatabase database) {
    this.database = database;
    this.unfinished = !database.isAtomic();
    if (unfinished) {
      finish();
    }
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
    write(tx -> requireUnique(tx, node), new SettingsIntent(node.id(), node));
  }

  @Override
  public void delete(long id) {
    write(tx -> {}, new SettingsIntent(id, null));
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
    return tx.indexed(GraphSchema.IDENTIFIER, urn).stream().map(GraphSettings::node).findFirst();
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
    if (unfinished) {
      finish();
    }
    lock.readLock().lock();
    try {
      return database.read(body);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void write(Consumer<GraphTransaction> check, SettingsIntent intent) {
    lock.writeLock().lock();
    try {
      if (unfinished) {
        finish();
      }
      database.write(
          tx -> {
            check.accept(tx);
            return intent;
          });
      unfinished = !database.isAtomic();
      database.writeInOrder(intent.steps(database.isAtomic()));
      unfinished = false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Makes the last change again, which may be stored in part. */
  private void finish() {
    lock.writeLock().lock();
    try {
      database
          .read(SettingsIntent::stored)
          .ifPresent(intent -> database.writeInOrder(intent.again()));
      unfinished = false;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
