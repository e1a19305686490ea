package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.change.Commit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} at random moments, while slices are begun, bases are made and history expires.
 */
@ParameterizedClass
@EnumSource
class CrashIT {
  private static final long SEED = 5;
  private static final long FOREVER = Long.MAX_VALUE / 2;

  @Parameter TestStore store;
  @TempDir Path directory;

  @Test
  void nothingStoredIsLostAndAllAgreesAfterEveryKill() throws Exception {
    Random random = new Random();
    int kills = store == TestStore.CASSANDRA ? 4 : 6;
    long stored = -1;
    for (int kill = 0; kill < kills; kill++) {
      // Every other kill is aimed at the maintenance, which makes bases and indexes, and expires.
      String moment = kill % 2 == 0 ? CrashingWriter.MAINTENANCE : "\\d+";
      long window = kill < kills / 2 ? FOREVER : 150;
      stored = Math.max(stored, writeUntilKilled(moment, random, window));
      Config config = store.on(directory, TestConfig.smallSlices());
      try (StackGraph graph = StackGraph.open(config, directory)) {
        assertThat(graph.appliedCommit()).isGreaterThanOrEqualTo(stored);
        assertThat(graph.resumeOffset()).isEqualTo(graph.appliedCommit() + 1);
        assertThat(graph.verify()).isEmpty();
        assertSettings(graph.settings());
        assertHistory(graph, random);
        stored = graph.appliedCommit();
      }
    }
  }

  /** All ways to find a node find the same. */
  private static void assertSettings(SettingsStore settings) {
    List<SettingsNode> listed = settings.list("Sync");
    for (long id = 1; id <= 3; id++) {
      Optional<SettingsNode> node = settings.get(id);
      assertThat(listed.stream().filter(n -> n.id() == node.map(SettingsNode::id).orElse(-1L)))
          .hasSize(node.isPresent() ? 1 : 0);
    }
    for (SettingsNode node : listed) {
      assertThat(settings.get(node.id())).contains(node);
      assertThat(settings.byIdentifier(node.identifier())).contains(node);
    }
  }

  private static void assertHistory(StackGraph graph, Random random) throws Exception {
    RandomCommits commits = new RandomCommits(SEED);
    NaiveHistory naive = new NaiveHistory();
    for (Commit commit = commits.next();
        commit.number() <= graph.appliedCommit();
        commit = commits.next()) {
      naive.add(List.of(commit));
    }
    naive.assertSame(graph.at(naive.lastMillis()));
    for (int i = 0; i < 20; i++) {
      long since = Math.max(naive.firstMillis(), graph.availableSinceMillis());
      int span = (int) (naive.lastMillis() - since) + 1;
      naive.assertSame(graph.at(since + random.nextInt(span)));
    }
  }

  /**
   * Kills the process some time after it has said something for some number of times.
   *
   * @return the last commit of which it said that it is stored
   */
  private long writeUntilKilled(String moment, Random random, long windowMillis)
      throws IOException, InterruptedException {
    // Where a batch is many writes, one of them is to be hit.
    boolean large = store == TestStore.CASSANDRA;
    int most = moment.equals(CrashingWriter.MAINTENANCE) ? 4 : 40;
    int times = 1 + random.nextInt(large ? most / 4 : most);
    long pauseMillis = random.nextInt(large ? 150 : 5);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // It does not live long enough for the better code that costs more to make.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                directory.toString(),
                Long.toString(SEED),
                Long.toString(windowMillis),
                large ? "40" : "5",
                store.on(directory, ConfigFactory.empty()).root().render())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long stored = -1;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("\\d+")) {
          stored = Long.parseLong(line);
        }
        if (line.matches(moment) && ++seen == times) {
          process.waitFor(pauseMillis, TimeUnit.MILLISECONDS);
          // The handle's method, because the process's own closes the stream that is read.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("killed, not failed").isEqualTo(137);
    return stored;
  }
}
