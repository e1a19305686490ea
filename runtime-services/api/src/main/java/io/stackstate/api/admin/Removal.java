package io.stackstate.api.admin;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes expired history, once at a time, on a thread of its own. Thread-safe. */
public final class Removal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private final Runnable work;
  private final Duration patience;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread worker = new Thread(task, "api-removal");
            worker.setDaemon(true);
            return worker;
          });

  private Future<?> last;

  /**
   * @param work removes; what it throws is a failure
   * @param patience how long {@link #await} waits
   */
  public Removal(Runnable work, Duration patience) {
    this.work = work;
    this.patience = patience;
  }

  /** How far the last removal is, in the words of the REST sheet, section 9.4. */
  enum Progress {
    RemovalInProgress,
    RemovalSucceeded,
    RemovalFailed
  }

  /** Starts a removal unless one is under way. */
  synchronized void start() {
    if (last == null || last.isDone()) {
      last = thread.submit(this::run);
    }
  }

  /** Of the removal that was started last. */
  Progress progress() throws InterruptedException {
    return progress(Duration.ZERO);
  }

  /** Waits for it, but not longer than patience lasts. */
  Progress await() throws InterruptedException {
    return progress(patience);
  }

  private Progress progress(Duration wait) throws InterruptedException {
    Future<?> current;
    synchronized (this) {
      current = last;
    }
    try {
      current.get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return Progress.RemovalSucceeded;
    } catch (TimeoutException e) {
      return Progress.RemovalInProgress;
    } catch (ExecutionException e) {
      return Progress.RemovalFailed;
    }
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Expired history was not removed", e);
      throw e;
    }
  }

  /** A removal that is under way is interrupted; the next one goes on. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
