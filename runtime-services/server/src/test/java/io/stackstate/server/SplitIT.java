package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.broker.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each role as a process of its own, as pods are: a broker, a receiver, a synchronization, and the
 * API with the graph, which agents and users alike speak to. Each is killed in turn under load.
 */
class SplitIT {
  private static final String KEY = "key-of-the-receiver";
  private static final String TOKEN = "token-of-the-api";

  @TempDir Path directory;
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private Rest rest;

  /** A process with what it is started with again. */
  private final class Role {
    private final String name;
    private final String url;
    private final int heap;
    private final List<String> options;
    private final Path output;
    private ServerProcess process;

    Role(String name, int heap, String... more) throws IOException {
      int port = FreePort.find();
      this.name = name;
      this.heap = heap;
      url = "http://127.0.0.1:" + port;
      output = directory.resolve(name + ".log");
      options = new ArrayList<>(List.of("--roles=" + name, "--port=" + port));
      options.add("--config=" + directory.resolve("application.conf"));
      options.addAll(List.of(more));
      roles.put(name, this);
    }

    void start() throws IOException {
      process = ServerProcess.start(heap, output, options);
    }

    boolean ready() throws InterruptedException {
      try {
        return new Rest(url, KEY, TOKEN).get("/readiness").statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }

    void awaitReady() {
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(LoadRun.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(process.alive()).as("%s:%n%s", name, process.output()).isTrue();
                assertThat(ready()).as("%s:%n%s", name, process.output()).isTrue();
              });
    }
  }

  @AfterEach
  void killAll() {
    roles.values().stream()
        .map(role -> role.process)
        .filter(process -> process != null)
        .forEach(ServerProcess::close);
  }

  @Test
  void losesNothingAndDoublesNothingWhicheverRoleIsKilled() throws Exception {
    configure();
    Role api = roles.get("api,stackgraph");
    rest = new Rest(api.url, KEY, TOKEN);
    // All at once, as pods are: whoever comes too early waits.
    for (Role role : roles.values()) {
      role.start();
    }
    roles.values().forEach(Role::awaitReady);
    LoadRun load = new LoadRun(() -> rest);
    load.declare();
    for (Role victim : roles.values()) {
      load.until(Instant.now().plusMillis(700));
      Thread request = new Thread(load::sendOnce);
      request.start();
      victim.process.kill();
      request.join();
      load.sendOnce();
      victim.start();
      load.settle();
    }
    load.checkHistory(roles.size());
    load.checkCounters();
    for (String name : List.of("receiver", "synchronization", "api,stackgraph", "kafka")) {
      ServerProcess process = roles.get(name).process;
      assertThat(process.stop()).as("%s:%n%s", name, process.output()).isZero();
      assertThat(process.output()).doesNotContain(KEY, TOKEN);
    }
    assertThat(directory.resolve("nowhere")).doesNotExist();
    load.checkLog(directory.resolve("data-kafka/kafka"));
    LoadRun.checkStore(directory.resolve("data-api/graph"));
  }

  private void configure() throws IOException {
    int kafka = FreePort.find();
    int receiver = FreePort.find();
    Files.writeString(
        directory.resolve("secret.conf"),
        """
        stackstate.receiver.apiKeys = ["%s"]
        stackstate.api.bootstrapToken = "%s"
        """
            .formatted(KEY, TOKEN));
    Files.writeString(
        directory.resolve("application.conf"),
        """
        include required("secret.conf")
        stackstate {
          kafka { bootstrap.servers = "127.0.0.1:%d", advertised.host = "127.0.0.1" }
          server { kafkaPort = %d, minFreeDisk = 1 MiB }
          api.receiverUrl = "http://127.0.0.1:%d"
          synchronization.instanceId = "synchronization-0"
          logging.format = json
        }
        """
            .formatted(kafka, kafka, receiver));
    String nowhere = "--data-dir=" + directory.resolve("nowhere");
    new Role("api,stackgraph", 400, "--data-dir=" + directory.resolve("data-api"));
    new Role("synchronization", 256, nowhere);
    new Role("receiver", 200, nowhere, "--receiver-port=" + receiver);
    new Role("kafka", 320, "--data-dir=" + directory.resolve("data-kafka"));
  }
}
