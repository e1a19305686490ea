package io.stackstate.stackgraph.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pieces of a slice's base or journal in order, so that never more than a few of them are in
 * memory. Other threads read, decode and prepare the next ones while one is being used; when they
 * have not begun, the user's thread does it itself. For one thread, which closes it.
 *
 * @param <T> what a piece is made into
 */
final class Parts<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final int AHEAD = 6;

  private final IntFunction<T> source;
  private final int end;
  private final Deque<FutureTask<T>> ahead = new ArrayDeque<>();
  private int next;
  private volatile boolean closed;

  /**
   * From part {@code first} on to before part {@code end}.
   *
   * @param source reads a part; for any thread
   */
  Parts(IntFunction<T> source, int first, int end) {
    this.source = source;
    this.next = first;
    this.end = end;
  }

  boolean hasNext() {
    return next < end;
  }

  T next() {
    while (ahead.size() < AHEAD && next + ahead.size() < end) {
      int part = next + ahead.size();
      FutureTask<T> task = new FutureTask<>(() -> closed ? null : source.apply(part));
      ahead.add(task);
      ForkJoinPool.commonPool().execute(task);
    }
    next++;
    FutureTask<T> task = ahead.remove();
    task.run();
    return result(task);
  }

  /** Returns when no other thread reads any more, so that the store may be closed. */
  @Override
  public void close() {
    closed = true;
    for (FutureTask<T> task : ahead) {
      task.run();
      try {
        result(task);
      } catch (RuntimeException e) {
        LOG.debug("A piece that nobody wants any more cannot be read", e);
      }
    }
    ahead.clear();
  }

  private static <T> T result(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // The piece is at hand in a moment; who interrupts finds the flag set again.
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
