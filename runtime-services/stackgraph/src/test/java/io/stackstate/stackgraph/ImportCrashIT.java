package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of imports, each of which is one transaction of many nodes. */
class ImportCrashIT {
  private static final int KILLS = 4;

  private final Random random = new Random();

  @Test
  void anImportIsThereWholeOrNotAtAll(@TempDir Path directory) throws Exception {
    long stored = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      stored = Math.max(stored, importUntilKilled(directory));
      try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory)) {
        List<SettingsNode> nodes = graph.settings().list(ImportingProcess.TYPE);
        assertThat(nodes).hasSize(ImportingProcess.NODES);
        long number = nodes.get(0).lastUpdateMillis();
        assertThat(nodes).extracting(SettingsNode::lastUpdateMillis).containsOnly(number);
        assertThat(number).as("what was said to be stored").isBetween(stored, stored + 1);
        for (SettingsNode node : nodes) {
          assertThat(graph.settings().byIdentifier(node.identifier())).contains(node);
        }
        stored = number;
      }
    }
  }

  private long importUntilKilled(Path directory) throws IOException, InterruptedException {
    int times = 1 + random.nextInt(5);
    long pauseMillis = random.nextInt(60);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ImportingProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long stored = 0;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("\\d+")) {
          stored = Long.parseLong(line);
          if (++seen == times) {
            process.waitFor(pauseMillis, TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly();
          }
        }
      }
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("killed, not failed").isEqualTo(137);
    return stored;
  }
}
