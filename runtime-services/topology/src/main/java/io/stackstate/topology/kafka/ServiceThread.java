package io.stackstate.topology.kafka;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works until it is told to stop. Stopping waits for what is in flight, even when the
 * one who waits is interrupted: whoever closes a service relies on it that nothing of it runs any
 * more. Thread-safe.
 */
public final class ServiceThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceThread.class);

  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Throwable failure;

  /** What a service does from its start on; looks at {@link #stopping()} in between. */
  @FunctionalInterface
  public interface Work {
    /** Ends when it is to stop. */
    void run() throws InterruptedException;
  }

  /**
   * @param name as the log shows it
   */
  public ServiceThread(String name, Work work) {
    this.thread = new Thread(() -> run(work), name);
  }

  /** Once. */
  public void start() {
    thread.start();
  }

  /** Whether it is to stop. */
  public boolean stopping() {
    return stop.getCount() == 0;
  }

  /** Waits as long, or until it is to stop; returns whether it is. */
  public boolean pause(long millis) throws InterruptedException {
    return stop.await(millis, TimeUnit.MILLISECONDS);
  }

  /** The error that ended it, when one did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Tells it to stop and waits until it has; at once when it was never started. */
  @Override
  public void close() {
    stop.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      LOG.info("{} was interrupted; what was in flight is done again", thread.getName());
    } catch (Error e) {
      failure = e;
      throw e;
    }
  }
}
