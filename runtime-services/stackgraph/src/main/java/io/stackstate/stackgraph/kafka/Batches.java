package io.stackstate.stackgraph.kafka;

import io.stackstate.model.change.Commit;
import io.stackstate.topology.kafka.ReadPosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands commits from the reader's thread to the writer's, in batches that are worth a transaction.
 * Bounded: the reader waits while two batches are pending. Thread-safe.
 */
final class Batches {
  private final int maxChanges;
  private final long maxWaitMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> pending = new ArrayDeque<>();
  private long pendingChanges;
  private boolean closed;

  private record Entry(Commit commit, ReadPosition next) {}

  /**
   * Commits to be applied in one transaction.
   *
   * @param next where to resume after them
   */
  record Batch(List<Commit> commits, ReadPosition next, int changes) {}

  /**
   * @param maxChanges a batch is complete with so many
   * @param maxWaitMillis or when its first commit has waited so long
   */
  Batches(int maxChanges, long maxWaitMillis) {
    this.maxChanges = maxChanges;
    this.maxWaitMillis = maxWaitMillis;
  }

  /** Waits for room; after {@link #close()} the commit is dropped, to be read again some day. */
  void put(Commit commit, ReadPosition next) {
    lock.lock();
    try {
      while (!closed && pendingChanges >= 2L * maxChanges) {
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        pending.add(new Entry(commit, next));
        pendingChanges += commit.changes().size();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next batch; empty when this was closed and all was taken. */
  Optional<Batch> take() throws InterruptedException {
    lock.lock();
    try {
      while (pending.isEmpty()) {
        if (closed) {
          return Optional.empty();
        }
        changed.await();
      }
      long nanos = TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
      while (!closed && pendingChanges < maxChanges && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return Optional.of(next());
    } finally {
      lock.unlock();
    }
  }

  private Batch next() {
    List<Commit> commits = new ArrayList<>();
    ReadPosition position = ReadPosition.BEGINNING;
    int changes = 0;
    do {
      Entry entry = pending.remove();
      commits.add(entry.commit());
      position = entry.next();
      changes += entry.commit().changes().size();
    } while (!pending.isEmpty()
        && changes + pending.peek().commit().changes().size() <= maxChanges);
    pendingChanges -= changes;
    changed.signalAll();
    return new Batch(commits, position, changes);
  }

  long pendingChanges() {
    lock.lock();
    try {
      return pendingChanges;
    } finally {
      lock.unlock();
    }
  }

  /** No more commits are taken in; what is pending can still be taken out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
