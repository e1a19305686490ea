package io.stackstate.stackgraph.settings;

import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.SettingsVersion;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphSchema;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.janusgraph.core.JanusGraphVertex;

/**
 * The settings nodes as vertices. Readers wait while one is written; the store takes no locks. A
 * change is several writes to a store that does not write all at once: there, each change is noted
 * first, and made again when that was interrupted.
 */
public final class GraphSettings implements SettingsStore {
  private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);
  private static final int SWEEP_LIMIT = 1_000;

  private final GraphDatabase database;
  private final LongSupplier windowMillis;
  private final InstantSource clock;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private long nextSweepMillis;

  /** Whether the last change may be stored in part. */
  private volatile boolean unfinished;

  /**
   * Makes the last change again when the store may hold it in part.
   *
   * @param windowMillis how long it can be asked what a node was
   * @throws io.stackstate.stackgraph.StoreUnavailableException when the store does not answer
   */
  public GraphSettings(GraphDatabase database, LongSupplier windowMillis, InstantSource clock) {
    this.database = database;
    this.windowMillis = windowMillis;
    this.clock = clock;
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
          tx.indexed(GraphSchema.NODE_TYPE, type)
              .forEach(vertex -> nodes.add(SettingVertex.node(vertex)));
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
              .forEachRemaining(vertex -> nodes.add(SettingVertex.node((JanusGraphVertex) vertex)));
          nodes.removeIf(node -> node.type().equals(SettingRecord.DELETED));
          nodes.sort(Comparator.comparingLong(SettingsNode::id));
          return nodes;
        });
  }

  @Override
  public Optional<SettingsNode> get(long id) {
    return read(
        tx ->
            tx.find(VertexIds.setting(id))
                .filter(vertex -> !SettingVertex.isDeleted(vertex))
                .map(SettingVertex::node));
  }

  @Override
  public Optional<SettingsNode> byIdentifier(String urn) {
    return read(
        tx ->
            tx.indexed(GraphSchema.IDENTIFIER, urn).stream()
                .filter(vertex -> !SettingVertex.isDeleted(vertex))
                .map(SettingVertex::node)
                .findFirst());
  }

  @Override
  public Optional<SettingsNode> at(String identifier, long timeMillis) {
    return read(
        tx ->
            tx.indexed(GraphSchema.IDENTIFIER, identifier).stream()
                .flatMap(vertex -> SettingVertex.read(vertex).versions().stream())
                .filter(version -> version.holdsAt(timeMillis))
                .map(SettingsVersion::node)
                .filter(node -> identifier.equals(node.identifier()))
                .findFirst());
  }

  @Override
  public List<SettingsVersion> history(long id) {
    return read(tx -> SettingVertex.find(tx, id)).map(SettingRecord::versions).orElse(List.of());
  }

  @Override
  public void commit(List<SettingsNode> puts, List<Long> deletes) {
    SettingsChange change = new SettingsChange(List.copyOf(puts), List.copyOf(deletes));
    lock.writeLock().lock();
    try {
      if (unfinished) {
        finish();
      }
      long now = clock.millis();
      long epoch = now - windowMillis.getAsLong();
      write(database.read(tx -> change.intent(tx, now, epoch)));
      sweep(now, epoch);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void write(SettingsIntent intent) {
    if (intent.isEmpty()) {
      return;
    }
    unfinished = !database.isAtomic();
    database.writeInOrder(intent.steps(database.isAtomic()));
    unfinished = false;
  }

  /** Removes what is left of nodes that were deleted so long ago that nobody can ask for them. */
  private void sweep(long now, long epoch) {
    if (now < nextSweepMillis) {
      return;
    }
    nextSweepMillis = now + SWEEP_INTERVAL.toMillis();
    List<Long> expired =
        database.read(
            tx ->
                tx.indexed(GraphSchema.NODE_TYPE, SettingRecord.DELETED).stream()
                    .filter(vertex -> vertex.<Long>value(GraphSchema.LAST_UPDATE) < epoch)
                    .limit(SWEEP_LIMIT)
                    .map(vertex -> vertex.<Long>value(GraphSchema.NODE_ID))
                    .toList());
    write(new SettingsIntent(List.of(), expired, Set.of()));
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
