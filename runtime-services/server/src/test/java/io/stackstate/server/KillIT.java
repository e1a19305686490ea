package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.server.kafka.ChangeLogCounts;
import io.stackstate.stackgraph.StackGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} of the whole process, twenty times, at random moments under load: while it starts
 * and while it works. Afterwards everything that was acknowledged is there once, now and in
 * history.
 */
class KillIT {
  private static final Logger log = LoggerFactory.getLogger(KillIT.class);
  private static final int KILLS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ALL = "domain IN (\"snapshots\", \"increments\")";

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Load load = new Load();
  private final Map<Long, Graph> history = new LinkedHashMap<>();
  private String url;
  private String[] options;
  private Rest rest;
  private Path data;

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    log.info("seed {}", seed);
    int port = ServerProcess.freePort();
    url = "http://127.0.0.1:" + port;
    data = directory.resolve("data");
    options =
        new String[] {
          "--port=" + port,
          "--receiver-port=" + ServerProcess.freePort(),
          "--roles=kafka,stackgraph,synchronization,receiver,api"
        };
    try (ServerProcess first = start()) {
      awaitReady(first);
      assertThat(rest.putIntegration(Load.SNAPSHOTS, "kill-test").statusCode()).isEqualTo(200);
      assertThat(rest.putIntegration(Load.INCREMENTS, "kill-test").statusCode()).isEqualTo(200);
      first.kill();
    }
    for (int kill = 1; kill < KILLS; kill++) {
      killOnce(kill % 4 == 0);
    }
    try (ServerProcess last = start()) {
      awaitReady(last);
      settle();
      checkHistory();
      checkCounters();
      assertThat(last.stop()).as(last.output()).isZero();
    }
    checkLog();
    checkStore();
  }

  private void killOnce(boolean duringStart) throws Exception {
    try (ServerProcess server = start()) {
      if (duringStart) {
        runUntil(Instant.now().plusMillis(500 + random.nextInt(6000)));
      } else {
        awaitReady(server);
        settle();
        runUntil(Instant.now().plusMillis(100 + random.nextInt(2500)));
      }
      assertThat(server.alive()).as(server.output()).isTrue();
      // Sometimes in the middle of a request, which is then in doubt until it is sent again.
      Thread request = new Thread(this::sendOnce);
      request.start();
      server.kill();
      request.join();
    }
    log.info("killed; {} payloads accepted so far", load.count());
  }

  /** Sends as fast as answers come; what is not answered is sent again. */
  private void runUntil(Instant end) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(PATIENCE)
        .until(
            () -> {
              sendOnce();
              return Instant.now().isAfter(end);
            });
  }

  private void sendOnce() {
    try {
      if (rest.intake(load.next()).statusCode() / 100 == 2) {
        load.accepted();
      }
    } catch (IOException e) {
      log.debug("in doubt: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Resolves what is in doubt, waits until all of it is visible, and remembers it as history. */
  private void settle() {
    long before = load.count();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(
            () -> {
              sendOnce();
              return load.count() > before;
            });
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.query(ALL, null)).isEqualTo(load.expected()));
    long now = System.currentTimeMillis();
    history.put(now, load.expected());
    await().pollInterval(Duration.ofMillis(1)).until(() -> System.currentTimeMillis() > now + 1);
  }

  private void checkHistory() {
    assertThat(history).hasSizeGreaterThan(KILLS / 2);
    history.forEach(
        (time, expected) ->
            await()
                .atMost(PATIENCE)
                .untilAsserted(
                    () -> assertThat(rest.query(ALL, time)).as("at %d", time).isEqualTo(expected)));
  }

  /** The counters of the synchronizations are exact: one creation for each increment. */
  private void checkCounters() throws Exception {
    JsonNode streams =
        Json.mapper().readTree(rest.get("/api/synchronization/topology/streams").body());
    assertThat(streams.path("streams"))
        .as(streams.toPrettyString())
        .anySatisfy(
            s -> {
              assertThat(s.path("name").asText()).isEqualTo(Load.INCREMENTS);
              assertThat(s.path("createdComponents").asLong()).isEqualTo(load.incrementsAccepted());
            });
  }

  /** No change is written twice: each increment is one record, and one tombstone when it goes. */
  private void checkLog() {
    Map<String, ChangeLogCounts.Count> counts = ChangeLogCounts.read(data.resolve("kafka"));
    assertThat(counts.keySet().stream().filter(name -> name.startsWith("i-")))
        .hasSize((int) load.incrementsAccepted());
    counts.forEach(
        (name, count) -> {
          if (name.startsWith("i-")) {
            assertThat(count.states()).as("states of %s", name).isEqualTo(1);
            boolean live = load.expected().components().containsKey(name);
            assertThat(count.tombstones()).as("tombstones of %s", name).isEqualTo(live ? 0 : 1);
          } else {
            assertThat(count.repeated()).as("states of %s that repeat", name).isZero();
          }
        });
  }

  private void checkStore() {
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), data.resolve("graph"))) {
      assertThat(graph.verify()).isEmpty();
    }
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(data, directory.resolve("output.log"), options);
  }

  private void awaitReady(ServerProcess server) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ready()).as(server.output()).isTrue());
    assertThat(server.alive()).as(server.output()).isTrue();
  }

  private boolean ready() throws InterruptedException {
    if (rest == null && Files.exists(data.resolve("secrets.conf"))) {
      rest = new Rest(url, data);
    }
    try {
      return rest != null && rest.get("/readiness").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
