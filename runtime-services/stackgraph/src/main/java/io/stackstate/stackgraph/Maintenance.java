package io.stackstate.stackgraph;

import io.stackstate.stackgraph.history.History;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the maintenance of the history on a thread of its own. */
final class Maintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  private static final long REHEARSAL_DELAY_SECONDS = 5;

  private final History history;
  private final Clock clock;
  private final long intervalMillis;

  /** Of the thread. */
  private boolean rehearsed;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread worker = new Thread(task, "stackgraph-maintenance");
            worker.setDaemon(true);
            return worker;
          });

  Maintenance(History history, Clock clock, long intervalMillis) {
    this.history = history;
    this.clock = clock;
    this.intervalMillis = intervalMillis;
    // Or closing would wait for what is to be done some seconds later.
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Begins with what the last process left undone. */
  void start() {
    thread.scheduleWithFixedDelay(
        () -> runQuietly(this::maintain), 0, intervalMillis, TimeUnit.MILLISECONDS);
    // Not at once: a process that starts has more urgent things to do.
    thread.schedule(() -> runQuietly(history::rehearse), REHEARSAL_DELAY_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks for a run without waiting for it. */
  void soon() {
    thread.execute(
        () -> {
          runQuietly(this::maintain);
          runQuietly(this::rehearse);
        });
  }

  /** Runs now and waits until it is done. */
  void run() {
    try {
      thread.submit(this::maintain).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackGraphException("interrupted while history is maintained", e);
    } catch (CancellationException e) {
      throw new StackGraphException("the graph is being closed", e);
    } catch (ExecutionException e) {
      throw new StackGraphException(
          "history cannot be maintained: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private void maintain() {
    history.maintain(clock.millis());
  }

  /** Once in a process, as soon as there is enough history. */
  private void rehearse() {
    rehearsed = rehearsed || history.rehearse();
  }

  private void runQuietly(Runnable task) {
    try {
      task.run();
    } catch (StoreUnavailableException e) {
      LOG.warn("The maintenance of the history waits for its store: {}", e.getMessage());
    } catch (RuntimeException e) {
      if (thread.isShutdown()) {
        LOG.debug("The maintenance of the history was interrupted; it goes on at the next start");
      } else {
        // The next run tries again; nothing depends on it but disk space and speed.
        LOG.warn("The maintenance of the history failed and will be tried again", e);
      }
    }
  }

  /** Waits for the step that is being done; the next start goes on with the rest. */
  @Override
  public void close() {
    thread.shutdown();
    history.stopMaintenance();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("The maintenance of the history does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
