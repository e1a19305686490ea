package io.stackstate.server;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.server.kafka.FreshChangeLog;
import io.stackstate.server.kafka.KafkaRole;
import io.stackstate.server.kafka.TopicSettings;
import io.stackstate.server.kafka.TopicsRole;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import io.stackstate.stackgraph.kafka.LogIdentity;
import io.stackstate.stackgraph.kafka.LogRebuild;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds the graph from the change log, or the change log from the graph, while the platform is
 * stopped; what is rebuilt is in use from the next start on. Killed at any moment, it can be begun
 * again.
 */
final class Rebuild implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long TOLD_NANOS = Duration.ofSeconds(2).toNanos();

  private final Config config;
  private final GraphDirectories directories;
  private final PrintStream out;
  private final KafkaRole embedded;
  private long told = System.nanoTime();

  /** What to rebuild. */
  enum What {
    GRAPH,
    LOG
  }

  /**
   * @param config all of it; a broker is started when the role {@code kafka} is in it
   * @param out is told how far it is
   */
  Rebuild(Config config, DataDirectory data, PrintStream out) {
    this.config = config;
    this.directories = new GraphDirectories(data.graph());
    this.out = out;
    boolean ours =
        RoleName.parse(config.getStringList("stackstate.server.roles")).contains(RoleName.KAFKA);
    this.embedded = ours ? KafkaRole.local(data.kafka(), 0) : null;
  }

  /**
   * Rebuilds.
   *
   * @param force whether what would be lost is given up
   * @throws StartException with one line, when it cannot
   */
  void run(What what, boolean force) throws Exception {
    if (embedded != null) {
      embedded.start();
    }
    if (what == What.LOG) {
      log(force);
    } else {
      provideTopics();
      graph(force);
    }
  }

  private Map<String, Object> kafka() {
    return embedded == null ? KafkaClientSettings.of(config) : embedded.clientSettings();
  }

  private void provideTopics() throws Exception {
    Duration patience = config.getDuration("stackstate.server.kafkaPatience");
    try (TopicsRole topics = new TopicsRole(this::kafka, TopicSettings.of(config), patience)) {
      topics.start();
    }
  }

  private void graph(boolean force) {
    directories.swapIn(config);
    Optional<StackGraph> old = openOld();
    GraphRebuild.Result result;
    try {
      if (!force) {
        old.ifPresent(GraphRebuild::requireHistory);
      }
      result =
          GraphRebuild.run(
              config,
              directories.fresh(),
              old.orElse(null),
              kafka(),
              new SimpleMeterRegistry(),
              PATIENCE,
              new Teller());
      if (old.isEmpty()) {
        out.println("Settings come back from their journal at the next start");
      }
    } finally {
      old.ifPresent(StackGraph::close);
    }
    directories.complete();
    directories.swapIn(config);
    out.printf(
        "StackGraph is rebuilt: %d components, %d relations; the one before is in %s%n",
        result.components(), result.relations(), directories.old());
  }

  private Optional<StackGraph> openOld() {
    try {
      return Optional.of(StackGraph.open(config, directories.current()));
    } catch (StackGraphException e) {
      out.println("The old graph cannot be read, its history is lost: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void log(boolean force) throws Exception {
    directories.swapIn(config);
    try (StackGraph graph = StackGraph.open(config, directories.current())) {
      Optional<LogIdentity.Log> found = LogIdentity.read(kafka(), PATIENCE);
      if (found.isPresent() && !force) {
        requireExpendable(graph, found.get());
      }
      FreshChangeLog.make(kafka(), PATIENCE);
      LogRebuild.Result result =
          LogRebuild.run(
              graph, kafka(), PATIENCE, records -> tell(records + " records are written"));
      directories.discard();
      out.printf("The change log is written anew: %d records%n", result.records());
    }
  }

  private void requireExpendable(StackGraph graph, LogIdentity.Log found) {
    String followed = graph.log().binding().logId();
    boolean known = followed == null || followed.equals(found.id());
    if (known && found.end() >= graph.resumeOffset()) {
      throw new StartException(
          "the change log is the one that StackGraph was made from, nothing has to be rebuilt;"
              + " --force gives it up nevertheless, with what StackGraph does not hold yet");
    }
    if (LogRebuild.content(kafka()) == LogRebuild.Content.OTHERS) {
      throw new StartException(
          "the change log was made anew and services have written to it since; --force gives up"
              + " what they wrote");
    }
  }

  private void tell(String line) {
    if (System.nanoTime() - told > TOLD_NANOS) {
      told = System.nanoTime();
      out.println("  " + line);
    }
  }

  private final class Teller implements GraphRebuild.Watcher {
    @Override
    public void progress(GraphRebuild.Progress progress) {
      if (progress.lag() > 0) {
        tell(progress.lag() + " records are still to be read");
      }
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
