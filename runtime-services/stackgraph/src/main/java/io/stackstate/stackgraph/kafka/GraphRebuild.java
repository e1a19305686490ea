package io.stackstate.stackgraph.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Makes a graph from the change log in a fresh directory: the present, and of the past as much as
 * the log still holds. Settings nodes are not in the log; they are copied from the old graph.
 */
public final class GraphRebuild {
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

  private GraphRebuild() {}

  /**
   * What a rebuild made.
   *
   * @param commit the newest commit that it holds; -1 when the log is empty
   * @param settings how many settings nodes were copied
   */
  public record Result(long commit, int components, int relations, int settings) {}

  /**
   * How far a rebuild is.
   *
   * @param commit the newest that was applied; -1 before the first
   * @param lag records that are still to be read; -1 while that is not known
   */
  public record Progress(long commit, long lag) {}

  /** What a rebuild is told and asked while it runs; both are called often. */
  public interface Watcher {
    /** Takes notice. */
    void progress(Progress progress);

    /** Whether to give up. */
    boolean cancelled();

    /** Nobody. */
    Watcher NONE =
        new Watcher() {
          @Override
          public void progress(Progress progress) {
            // Nobody looks.
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
  }

  /**
   * Returns when the graph has all that the log had when this began.
   *
   * @param config the root, as for {@link StackGraph#open}
   * @param directory of the new graph; must not exist or be empty. Whoever owns the old directory
   *     puts this in its place while no process has either open.
   * @param old where the settings come from, open and in use as it may be; null when it is lost
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param patience after so long without progress this gives up
   * @throws StackGraphException when the directory is not empty, the store or the log failed, or
   *     patience ran out; what was made is left for inspection
   */
  public static Result run(
      Config config,
      Path directory,
      StackGraph old,
      Map<String, Object> kafka,
      MeterRegistry metrics,
      Duration patience,
      Watcher watcher) {
    requireEmpty(directory);
    try (StackGraph graph = StackGraph.open(config, directory)) {
      List<SettingsNode> settings = old == null ? List.of() : old.allSettings();
      settings.forEach(graph.settings()::put);
      LogIdentity.require(graph, kafka, patience);
      try (Projector projector = new Projector(graph, kafka, metrics)) {
        projector.start();
        awaitReady(projector, graph, patience, watcher);
      }
      TopologySnapshot snapshot = graph.at(Long.MAX_VALUE);
      return new Result(
          graph.appliedCommit(),
          snapshot.componentCount(),
          snapshot.relationCount(),
          settings.size());
    } catch (DataUnavailableException e) {
      throw new StackGraphException("the graph lost the present while it was rebuilt", e);
    }
  }

  /**
   * Refuses a graph that has more history than its change log, because the log was written anew
   * since: a graph that is made from that log would not have it.
   *
   * @throws StackGraphException in one line
   */
  public static void requireHistory(StackGraph old) {
    if (old.log().binding().base() > 0) {
      throw new StackGraphException(
          "the change log was written anew from this graph: a graph made from it would lack all"
              + " history before that; --force gives it up");
    }
  }

  private static void requireEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> content = Files.list(directory)) {
      if (content.findAny().isPresent()) {
        throw new StackGraphException(
            "graph directory " + directory + " is not empty; a rebuild makes a fresh one");
      }
    } catch (IOException e) {
      throw new StackGraphException(
          "graph directory " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void awaitReady(
      Projector projector, StackGraph graph, Duration patience, Watcher watcher) {
    long progress = graph.appliedCommit();
    long since = System.nanoTime();
    while (!projector.ready()) {
      Optional<Throwable> failure = projector.failure();
      if (failure.isPresent()) {
        throw new StackGraphException(
            "the graph cannot be rebuilt: " + failure.get().getMessage(), failure.get());
      }
      if (watcher.cancelled()) {
        throw new StackGraphException("the rebuild of the graph was given up");
      }
      watcher.progress(new Progress(graph.appliedCommit(), projector.lag()));
      if (graph.appliedCommit() > progress) {
        progress = graph.appliedCommit();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        throw new StackGraphException(
            "the graph cannot be rebuilt: no progress after commit " + progress);
      }
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new StackGraphException("the graph cannot be rebuilt: interrupted");
      }
    }
  }
}
