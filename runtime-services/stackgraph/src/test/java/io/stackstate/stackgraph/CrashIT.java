package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Commit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, while slices are begun, bases are made and history expires.
 */
class CrashIT {
  private static final int KILLS = 4;
  private static final long SEED = 5;
  private static final long FOREVER = Long.MAX_VALUE / 2;

  @TempDir Path directory;

  @Test
  void nothingStoredIsLostAndAllAgreesAfterEveryKill() throws Exception {
    Random random = new Random();
    long stored = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      int batches = 1 + random.nextInt(60);
      stored =
          Math.max(stored, writeUntilKilled("\\d+", batches, kill < KILLS / 2 ? FOREVER : 150));
      stored = assertAgrees(stored, random);
    }
  }

  @Test
  void maintenanceGoesOnWhereItWasKilled() throws Exception {
    Random random = new Random();
    long stored = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      int runs = 2 + random.nextInt(4);
      long window = kill < KILLS / 2 ? FOREVER : 150;
      stored = Math.max(stored, writeUntilKilled(CrashingWriter.MAINTENANCE, runs, window));
      stored = assertAgrees(stored, random);
    }
  }

  /** Returns the newest commit that is stored. */
  private long assertAgrees(long stored, Random random) throws Exception {
    try (StackGraph graph = StackGraph.open(TestConfig.smallSlices(), directory)) {
      assertThat(graph.appliedCommit()).isGreaterThanOrEqualTo(stored);
      assertThat(graph.resumeOffset()).isEqualTo(graph.appliedCommit() + 1);
      assertThat(graph.verify()).isEmpty();
      assertHistory(graph, random);
      return graph.appliedCommit();
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
   * Kills the process as soon as it has said so many lines of a kind.
   *
   * @return the last commit of which it said that it is stored
   */
  private long writeUntilKilled(String kind, int lines, long windowMillis)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                directory.toString(),
                Long.toString(SEED),
                Long.toString(windowMillis))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long stored = -1;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("\\d+")) {
          stored = Long.parseLong(line);
        }
        if (line.matches(kind) && ++seen == lines) {
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
