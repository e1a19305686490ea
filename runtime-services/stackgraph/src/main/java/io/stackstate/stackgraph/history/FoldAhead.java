package io.stackstate.stackgraph.history;

import io.stackstate.stackgraph.DataUnavailableException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds on in the background from where a question was answered, so that the next one about a time
 * nearby costs little. One thread, which lives while there is something to do; of the questions
 * that come meanwhile only the last one counts. Thread-safe.
 */
final class FoldAhead implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FoldAhead.class);
  private static final long IDLE_SECONDS = 10;

  /** What is done after a question about an instant. */
  @FunctionalInterface
  interface Task {
    /**
     * @param goesOn asked again and again; when it says no, the task is to end
     */
    void run(long timeMillis, BooleanSupplier goesOn) throws DataUnavailableException;
  }

  private final Task task;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          work -> {
            Thread worker = new Thread(work, "stackgraph-fold-ahead");
            worker.setDaemon(true);
            worker.setPriority(Thread.MIN_PRIORITY);
            return worker;
          },
          new ThreadPoolExecutor.DiscardOldestPolicy());

  FoldAhead(Task task) {
    this.task = task;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Folds on from an instant, some time later; after {@link #close} never. */
  void from(long timeMillis) {
    thread.execute(() -> runQuietly(timeMillis));
  }

  private void runQuietly(long timeMillis) {
    try {
      task.run(timeMillis, () -> !thread.isShutdown());
    } catch (DataUnavailableException e) {
      LOG.debug("What was to be folded has expired", e);
    } catch (RuntimeException e) {
      // Nobody asked for it; who does is told what is wrong.
      LOG.debug("History cannot be folded ahead", e);
    }
  }

  /** Returns when nothing is read any more, so that the store may be closed. */
  @Override
  public void close() {
    // Without an interrupt, which BerkeleyDB JE answers by closing itself.
    thread.shutdown();
    thread.getQueue().clear();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("Folding history ahead does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
