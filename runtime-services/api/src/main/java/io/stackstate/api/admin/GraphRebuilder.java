package io.stackstate.api.admin;

import io.stackstate.stackgraph.kafka.GraphRebuild;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a fresh graph from the change log beside the one in use, one at a time. What it made takes
 * its place at the next start: everything holds the graph that it was started with. Thread-safe.
 */
public final class GraphRebuilder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphRebuilder.class);

  private final Work work;
  private final InstantSource clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread worker = new Thread(task, "api-graph-rebuild");
            worker.setDaemon(true);
            return worker;
          });

  private Running running;
  private Finished last;
  private volatile GraphRebuild.Progress progress = new GraphRebuild.Progress(-1, -1);
  private volatile boolean closed;

  /** Makes the graph and has it wait for the next start. */
  @FunctionalInterface
  public interface Work {
    /**
     * @param loseHistory whether the fresh graph may lack history that the one in use has
     * @throws RuntimeException when it cannot; the graph in use is left as it is
     */
    GraphRebuild.Result run(boolean loseHistory, GraphRebuild.Watcher watcher);
  }

  /** One that was begun. */
  record Running(long startedMillis) {}

  /**
   * One that has ended.
   *
   * @param result empty when it failed
   * @param error why it failed; null otherwise
   */
  record Finished(
      long startedMillis,
      long finishedMillis,
      Optional<GraphRebuild.Result> result,
      String error) {}

  /** What there is to be told. */
  record Status(
      Optional<Running> running, GraphRebuild.Progress progress, Optional<Finished> last) {}

  public GraphRebuilder(Work work, InstantSource clock) {
    this.work = work;
    this.clock = clock;
  }

  /** Begins one; false when one is running. */
  synchronized boolean start(boolean loseHistory) {
    if (running != null) {
      return false;
    }
    running = new Running(clock.millis());
    progress = new GraphRebuild.Progress(-1, -1);
    thread.execute(() -> perform(loseHistory));
    return true;
  }

  synchronized Status status() {
    return new Status(Optional.ofNullable(running), progress, Optional.ofNullable(last));
  }

  private void perform(boolean loseHistory) {
    Optional<GraphRebuild.Result> result = Optional.empty();
    String error = null;
    try {
      result = Optional.of(work.run(loseHistory, new Watcher()));
      LOG.info("The graph was rebuilt, it is used from the next start on: {}", result.get());
    } catch (RuntimeException | Error e) {
      LOG.error("The graph was not rebuilt; the one in use stays", e);
      error = String.valueOf(e.getMessage());
    }
    synchronized (this) {
      last = new Finished(running.startedMillis(), clock.millis(), result, error);
      running = null;
    }
  }

  private final class Watcher implements GraphRebuild.Watcher {
    @Override
    public void progress(GraphRebuild.Progress now) {
      progress = now;
    }

    @Override
    public boolean cancelled() {
      return closed;
    }
  }

  /** One that is running gives up; it can be begun again. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
  }
}
