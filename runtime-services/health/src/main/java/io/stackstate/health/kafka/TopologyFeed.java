package io.stackstate.health.kafka;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.topology.ParsedCommit;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.ChangeLogReader;
import io.stackstate.topology.kafka.ReadPosition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The topology, which moves on only when the worker says so: so the worker knows what it was, what
 * it is, and all that has changed between. For the worker's thread.
 */
final class TopologyFeed implements AutoCloseable {
  private static final int WAITING_COMMITS = 256;
  private static final long WAIT_MILLIS = 50;

  private final BlockingQueue<ParsedCommit> waiting = new ArrayBlockingQueue<>(WAITING_COMMITS);
  private final TopologyIndex index = new TopologyIndex();
  private final ChangeLogReader reader;
  private volatile boolean closed;

  TopologyFeed(Map<String, Object> kafka) {
    reader =
        new ChangeLogReader(
            kafka, ReadPosition.BEGINNING, (commit, next) -> enqueue(ParsedCommit.of(commit)));
  }

  private void enqueue(ParsedCommit commit) {
    try {
      while (!closed && !waiting.offer(commit, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        failIfStopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while commits wait", e);
    }
  }

  /**
   * Reads what is in the log now.
   *
   * @param visitor is given the commits in order, before the topology shows them
   */
  void load(BooleanSupplier stopping, Consumer<Commit> visitor) {
    reader.start();
    boolean caughtUp = false;
    while (!stopping.getAsBoolean()) {
      ParsedCommit commit = caughtUp ? waiting.poll() : await();
      if (commit != null) {
        apply(commit, visitor);
      } else if (caughtUp) {
        return;
      } else {
        caughtUp = reader.caughtUp();
      }
    }
  }

  private ParsedCommit await() {
    failIfStopped();
    try {
      return waiting.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the change log is read", e);
    }
  }

  private void apply(ParsedCommit commit, Consumer<Commit> visitor) {
    visitor.accept(commit.commit());
    index.apply(commit);
  }

  /**
   * Applies the commits that have come. Returns what they change, but for health.
   *
   * @param visitor is given the commits in order, before the topology shows them
   */
  Set<ChangeKey> advance(Consumer<Commit> visitor) {
    failIfStopped();
    List<ParsedCommit> commits = new ArrayList<>();
    waiting.drainTo(commits);
    Set<ChangeKey> changed = new LinkedHashSet<>();
    for (ParsedCommit commit : commits) {
      for (Change change : commit.commit().changes()) {
        if (change.key().aspect() != Aspect.HEALTH) {
          changed.add(change.key());
        }
      }
      apply(commit, visitor);
    }
    return changed;
  }

  TopologySnapshot snapshot() {
    return index.snapshot();
  }

  private void failIfStopped() {
    reader
        .failure()
        .ifPresent(
            reason -> {
              throw new IllegalStateException("the change log cannot be read", reason);
            });
  }

  @Override
  public void close() {
    closed = true;
    reader.close();
  }
}
