package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who starts the process: one line and an exit code. */
class MainIT {
  private static final String ROLES = "--roles=kafka,stackgraph,synchronization,receiver,api";

  @TempDir Path directory;

  @Test
  void drainsAtSigtermAndSaysThatItRunsToASecondOne() throws Exception {
    Path data = directory.resolve("data");
    String withElasticsearch = ROLES + ",elasticsearch";
    try (ServerProcess server = start(data, "--port=0", "--receiver-port=0", withElasticsearch)) {
      Path pid = data.resolve("server.pid");
      await()
          .atMost(Duration.ofMinutes(5))
          .until(() -> Files.exists(pid) && Files.readString(pid).contains("ready"));
      assertThat(Files.readString(directory.resolve("out")))
          .doesNotContain(key(data))
          .containsPattern("ready in .*; events and metrics wait for Elasticsearch: it is off: ");

      try (ServerProcess second =
          ServerProcess.start(data, directory.resolve("second"), "--port=0")) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output().lines())
            .singleElement()
            .asString()
            .startsWith("stackstate: already running")
            .contains("pid " + Files.readAllLines(pid).get(0))
            .contains("http://127.0.0.1:");
      }
      assertThat(server.stop()).as(server.output()).isZero();
      assertThat(server.output()).contains("kafka stopped").doesNotContain("not in order");
    }
  }

  @Test
  void namesTheBusyPort() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerProcess server =
            start(
                directory.resolve("data"), "--port=" + busy.getLocalPort(), "--receiver-port=0")) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output())
          .contains("stackstate: cannot listen on")
          .contains(String.valueOf(busy.getLocalPort()))
          .contains("--port");
    }
  }

  @Test
  void namesWhatIsBrokenInTheDataDirectory() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    byte[] noise = new byte[1 << 16];
    new Random(1).nextBytes(noise);
    Files.createDirectories(data.resolve("graph/data"));
    Files.write(data.resolve("graph/data/00000000.jdb"), noise);
    try (ServerProcess server = start(data, "--port=0", "--receiver-port=0", ROLES)) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output().lines().filter(l -> l.startsWith("stackstate: ")))
          .singleElement()
          .asString()
          .contains(data.resolve("graph").toString());
    }
  }

  @Test
  void refusesAWrongCommandLineWithExitCodeTwo() throws Exception {
    try (ServerProcess server = start(directory.resolve("data"), "--prot=1")) {
      assertThat(server.exitCode()).isEqualTo(2);
      assertThat(server.output().lines()).singleElement().asString().contains("--prot");
    }
  }

  private ServerProcess start(Path data, String... options) throws Exception {
    return ServerProcess.start(data, directory.resolve("out"), options);
  }

  private static String key(Path data) throws Exception {
    String secrets = Files.readString(data.resolve("secrets.conf"));
    return secrets.replaceAll("(?s).*apiKeys = \\[\"([0-9a-f]+)\".*", "$1");
  }
}
