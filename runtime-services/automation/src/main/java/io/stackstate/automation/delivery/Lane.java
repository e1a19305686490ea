package io.stackstate.automation.delivery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The way to one output: what is to be done goes to the threads of all outputs, but only so much at
 * once; the rest waits here, where it holds no thread. Thread-safe.
 */
public final class Lane {
  private final Executor threads;
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;

  /**
   * @param most how many run at once
   */
  public Lane(Executor threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  /** Does it on one of the threads, as soon as it may; of what waits the first first. */
  public synchronized void execute(Runnable task) {
    if (running == most) {
      waiting.add(task);
    } else {
      running++;
      start(task);
    }
  }

  /** Forgets what waits; before the threads are shut down. */
  synchronized void stop() {
    waiting.clear();
  }

  private void start(Runnable task) {
    threads.execute(
        () -> {
          try {
            task.run();
          } finally {
            next();
          }
        });
  }

  private synchronized void next() {
    Runnable task = waiting.poll();
    if (task == null) {
      running--;
    } else {
      start(task);
    }
  }
}
