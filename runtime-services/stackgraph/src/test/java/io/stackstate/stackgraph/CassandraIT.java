package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.cassandra.CassandraServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a keyspace, and what happens while Cassandra is away. */
class CassandraIT {
  private static final Duration DEADLINE = Duration.ofMinutes(4);

  @TempDir Path directory;
  @TempDir Path other;

  @Test
  void aKeyspaceHasOneOwnerUntilItIsGivenBack() {
    Config config = config("lease = 12s");
    String keyspace = config.getString("stackstate.stackgraph.cql.keyspace");
    try (StackGraph graph = StackGraph.open(config, directory)) {
      graph.apply(new RandomCommits(1).next(3), 1);
      assertThatThrownBy(() -> StackGraph.open(config, other))
          .isExactlyInstanceOf(StackGraphException.class)
          .hasMessageStartingWith("keyspace " + keyspace + " is in use by another process, ");
      assertThatThrownBy(() -> StackGraph.open(config, directory))
          .hasMessage("graph directory " + directory + " is in use by another process");
    }
    try (StackGraph graph = StackGraph.open(config, other)) {
      assertThat(graph.appliedCommit()).isPositive();
    }
  }

  @Test
  void whoIsNotHeardOfLosesTheKeyspaceAndStopsWriting() throws Exception {
    Config config = config("lease = 10s");
    RandomCommits commits = new RandomCommits(2);
    try (StackGraph graph = StackGraph.open(config, directory)) {
      graph.apply(commits.next(3), 1);
      String table = config.getString("stackstate.stackgraph.cql.keyspace") + ".stackgraph_owner";
      long horizon = (System.currentTimeMillis() + 500) * 1_000;
      cql(
          "UPDATE %s SET owner = 'elsewhere/1', session = 's', horizon = %d, lease = 1000 WHERE id ="
              + " 'graph' IF EXISTS",
          table, horizon);
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> graph.settings().get(1))
                      .isExactlyInstanceOf(StackGraphException.class)
                      .hasMessageEndingWith("was taken by another process, elsewhere/1"));
      assertThatThrownBy(() -> graph.apply(commits.next(1), 2))
          .isExactlyInstanceOf(StackGraphException.class);
    }
    try (StackGraph graph = StackGraph.open(config, other)) {
      assertThat(graph.verify()).isEmpty();
      graph.apply(commits.next(1), 2);
      assertThat(graph.verify()).isEmpty();
    }
  }

  @Test
  void saysInOneLineThatNobodyAnswers() {
    Config config =
        ConfigFactory.parseString(
                "stackstate.stackgraph.cql { port = 1, patience = 1s, username = u, password ="
                    + " secret }")
            .withFallback(config(""));
    Throwable failure = catchThrowable(() -> StackGraph.open(config, directory));
    assertThat(failure)
        .isInstanceOf(StackGraphException.class)
        .hasMessageStartingWith("Cassandra at 127.0.0.1:1 did not answer within 1 seconds: ")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    assertThat(failure).hasStackTraceContaining("127.0.0.1").message().doesNotContain("secret");
  }

  @Test
  void namesTheDataCentresThatThereAre() {
    assertThatThrownBy(() -> StackGraph.open(config("localDatacenter = nowhere"), directory))
        .isExactlyInstanceOf(StackGraphException.class)
        .hasMessage(
            "stackstate.stackgraph.cql.localDatacenter: found nowhere, expected one of"
                + " [datacenter1]");
  }

  @Test
  void goesOnWhenCassandraIsBack() throws Exception {
    CassandraServer server = CassandraServer.shared();
    RandomCommits commits = new RandomCommits(3);
    NaiveHistory naive = new NaiveHistory();
    Random random = new Random(4);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (StackGraph graph = StackGraph.open(config("lease = 10s"), directory)) {
      apply(graph, commits.next(50), naive);
      graph.at(naive.lastMillis());
      server.close();
      Future<StackGraph> opening =
          threads.submit(() -> StackGraph.open(config("patience = 2m", other), other));
      List<Commit> more = commits.next(50);
      Throwable failure = catchThrowable(() -> graph.apply(more, 7));
      assertThat(failure).isInstanceOf(StoreUnavailableException.class);
      assertThat(failure.getMessage().lines()).hasSize(1);
      assertThatThrownBy(() -> graph.settings().get(1))
          .isInstanceOf(StoreUnavailableException.class);
      naive.assertSame(graph.at(naive.lastMillis()));
      assertThatThrownBy(() -> graph.at(naive.firstMillis() + 1))
          .isInstanceOf(StoreUnavailableException.class);

      server.start();
      await()
          .atMost(DEADLINE)
          .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
          .until(
              () -> {
                apply(graph, more, naive);
                return true;
              });
      try (StackGraph second = opening.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        assertThat(second.appliedCommit()).isEqualTo(-1);
      }
      for (int i = 0; i < 20; i++) {
        int span = (int) (naive.lastMillis() - naive.firstMillis()) + 1;
        naive.assertSame(graph.at(naive.firstMillis() + random.nextInt(span)));
      }
      assertThat(graph.verify()).isEmpty();
    } finally {
      threads.shutdown();
      // Also for other tests, when this one has failed while it was away.
      server.start();
    }
  }

  private static void apply(StackGraph graph, List<Commit> commits, NaiveHistory naive) {
    graph.apply(commits, 1);
    naive.add(commits);
  }

  private Config config(String cql) {
    return config(cql, directory);
  }

  private static Config config(String cql, Path directory) {
    return ConfigFactory.parseString("stackstate.stackgraph.cql { " + cql + " }")
        .withFallback(TestStore.CASSANDRA.on(directory, TestConfig.smallSlices()));
  }

  private static void cql(String query, Object... values) {
    try (CqlSession session = CassandraServer.shared().connect()) {
      session.execute(query.formatted(values));
    }
  }
}
