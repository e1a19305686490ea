package io.stackstate.topology.kafka;

import io.stackstate.model.change.Commit;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The change log folded in memory: starts from the beginning of the compacted log and then follows
 * it (design, section 4). All methods may be called from any thread.
 */
public final class LiveTopology implements AutoCloseable {
  private final TopologyIndex index = new TopologyIndex();
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final ChangeLogReader reader;

  /**
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public LiveTopology(Map<String, Object> kafka) {
    reader = new ChangeLogReader(kafka, ReadPosition.BEGINNING, this::onCommit);
  }

  /**
   * Adds a listener that is called with every commit once {@link #snapshot()} shows it, on the
   * reader's thread; before {@link #start()}. An exception of it stops this topology.
   */
  public void addListener(CommitListener listener) {
    listeners.add(listener);
  }

  /** Starts to read; once. Kafka need not be there yet. */
  public void start() {
    reader.start();
  }

  /** Whether it shows everything that was in the log when it was first reached. */
  public boolean ready() {
    return reader.caughtUp();
  }

  /** How many records it is behind the log; -1 before the log was first reached. */
  public long lag() {
    return reader.lag();
  }

  /** Why it does not follow the log any more; empty while it does and after {@link #close()}. */
  public Optional<Throwable> failure() {
    return reader.failure();
  }

  /** How many records of the log were not valid and are left out. */
  public long badRecords() {
    return reader.badRecords();
  }

  /** The topology now, which before {@link #ready()} is not whole. */
  public TopologySnapshot snapshot() {
    return index.snapshot();
  }

  /** Stops following; snapshots that were taken stay valid. */
  @Override
  public void close() {
    reader.close();
  }

  private void onCommit(Commit commit, ReadPosition next) {
    index.apply(commit);
    for (CommitListener listener : listeners) {
      listener.onCommit(commit, next);
    }
  }
}
