package io.stackstate.server;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.server.role.Role;
import io.stackstate.server.role.ServiceRole;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import io.stackstate.stackgraph.kafka.LogIdentity;
import io.stackstate.stackgraph.kafka.Projector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The role {@code stackgraph}: the store, which this process owns, and what writes to it. */
final class GraphStore {
  private static final Duration REBUILD_PATIENCE = Duration.ofMinutes(2);

  private final Config config;
  private final Path dataRoot;
  private final Path directory;
  private final GraphDirectories directories;
  private final ServiceRole<StackGraph> role =
      new ServiceRole<>(
          "graph", this::open, opened -> {}, opened -> true, opened -> Optional.empty());

  GraphStore(Config config, DataDirectory data) {
    this.config = config;
    dataRoot = data.root();
    directory = data.graph();
    directories = new GraphDirectories(data.graph());
  }

  /** Opens the store. */
  Role role() {
    return role;
  }

  /** The store; only after the role has started. */
  StackGraph graph() {
    return role.service();
  }

  /**
   * @throws StartException when it cannot be opened; says what to do then
   */
  private StackGraph open() {
    directories.swapIn(config);
    try {
      return StackGraph.open(config, directory, TerminationLog.ofContainer()::opened);
    } catch (StackGraphException e) {
      throw new StartException(
          e.getMessage()
              + "; if it is damaged, make it anew from the change log: stackstate graph rebuild"
              + " --offline --data-dir "
              + dataRoot,
          e);
    }
  }

  /**
   * Finds out whether the change log is the one that the store was made from: before any service
   * may write to one that is not.
   *
   * @throws StartException when it is another
   */
  void requireLog(Map<String, Object> kafka, Duration patience) {
    try {
      LogIdentity.require(graph(), kafka, patience);
    } catch (StackGraphException e) {
      throw new StartException(e.getMessage() + " (add --data-dir " + dataRoot + ")", e);
    }
  }

  /** Follows the change log into the store. */
  Role projector(Supplier<Map<String, Object>> kafka, MeterRegistry metrics) {
    return new ServiceRole<>(
        "stackgraph",
        () -> new Projector(graph(), kafka.get(), metrics),
        Projector::start,
        Projector::ready,
        Projector::failure,
        projector -> projector.lag() + " records of the change log are not in the graph yet");
  }

  /** Makes a fresh graph, which takes the place of this one at the next start. */
  GraphRebuild.Result rebuild(
      Map<String, Object> kafka, boolean loseHistory, GraphRebuild.Watcher watcher) {
    if (!loseHistory) {
      GraphRebuild.requireHistory(graph());
    }
    GraphRebuild.Result result =
        GraphRebuild.run(
            config,
            directories.fresh(),
            graph(),
            kafka,
            new SimpleMeterRegistry(),
            REBUILD_PATIENCE,
            watcher);
    directories.complete();
    return result;
  }
}
