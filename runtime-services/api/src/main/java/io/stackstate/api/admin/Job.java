package io.stackstate.api.admin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something long that an administrator begins and looks after: one run at a time, on a thread of
 * its own, the last result remembered until the next. Thread-safe.
 *
 * @param <A> what is asked for
 * @param <P> how far a run is
 * @param <R> what a run gives
 */
public final class Job<A, P, R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  private final String name;
  private final Work<A, P, R> work;
  private final InstantSource clock;
  private final ExecutorService thread;

  private Run<A> running;
  private P progress;
  private Finished<A, R> last;
  private volatile boolean closed;

  /** What a run does; what it throws is how it failed. */
  @FunctionalInterface
  public interface Work<A, P, R> {
    R run(A asked, Watcher<P> watcher);
  }

  /** Whom a run tells how far it is; both are cheap. */
  public interface Watcher<P> {
    /** Takes notice. */
    void progress(P now);

    /** Whether to give up, because the process ends. */
    boolean cancelled();
  }

  /** A run that was begun. */
  public record Run<A>(long startedMillis, A asked) {}

  /**
   * A run that has ended.
   *
   * @param result empty when it failed
   * @param error why it failed; null otherwise
   */
  public record Finished<A, R>(Run<A> run, long finishedMillis, Optional<R> result, String error) {}

  /**
   * What there is to be told.
   *
   * @param progress empty when the one that is running has told of none yet
   * @param last the newest run that has ended; empty before the first
   */
  public record Status<A, P, R>(
      Optional<Run<A>> running, Optional<P> progress, Optional<Finished<A, R>> last) {}

  /**
   * @param name in words for logs, as "verification of the graph"
   */
  public Job(String name, Work<A, P, R> work, InstantSource clock) {
    this.name = name;
    this.work = work;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread worker = new Thread(task, "api-" + name.replace(' ', '-'));
              worker.setDaemon(true);
              return worker;
            });
  }

  /** Begins a run; false, and nothing begun, when one is running. */
  public synchronized boolean start(A asked) {
    if (running != null) {
      return false;
    }
    Run<A> run = new Run<>(clock.millis(), asked);
    thread.execute(() -> perform(run));
    running = run;
    progress = null;
    return true;
  }

  public synchronized Status<A, P, R> status() {
    return new Status<>(
        Optional.ofNullable(running), Optional.ofNullable(progress), Optional.ofNullable(last));
  }

  /** Waits until none is running, but not longer than this. */
  public synchronized Status<A, P, R> await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (running != null && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return status();
  }

  private void perform(Run<A> run) {
    Optional<R> result = Optional.empty();
    String error = null;
    try {
      result = Optional.of(work.run(run.asked(), new Told()));
    } catch (RuntimeException | Error e) {
      LOG.error("Failed: {}", name, e);
      error = String.valueOf(e.getMessage());
    }
    synchronized (this) {
      last = new Finished<>(run, clock.millis(), result, error);
      running = null;
      notifyAll();
    }
  }

  private synchronized void told(P now) {
    progress = now;
  }

  private final class Told implements Watcher<P> {
    @Override
    public void progress(P now) {
      told(now);
    }

    @Override
    public boolean cancelled() {
      return closed;
    }
  }

  /**
   * Begins no other. One that is running is told to give up and not interrupted: a store on
   * BerkeleyDB JE answers an interrupt by closing itself.
   */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
  }
}
