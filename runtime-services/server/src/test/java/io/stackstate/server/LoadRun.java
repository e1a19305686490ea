package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import io.stackstate.server.kafka.ChangeLogCounts;
import io.stackstate.stackgraph.StackGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends {@link Load} to a server that is killed now and then, and checks what became of it. */
final class LoadRun {
  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Logger log = LoggerFactory.getLogger(LoadRun.class);
  private static final String ALL = "domain IN (\"snapshots\", \"increments\")";

  private final Supplier<Rest> rest;
  private final Load load = new Load();
  private final Map<Long, Graph> history = new LinkedHashMap<>();

  LoadRun(Supplier<Rest> rest) {
    this.rest = rest;
  }

  void declare() throws Exception {
    assertThat(rest.get().putIntegration(Load.SNAPSHOTS, "kill-test").statusCode()).isEqualTo(200);
    assertThat(rest.get().putIntegration(Load.INCREMENTS, "kill-test").statusCode()).isEqualTo(200);
  }

  /** Payloads that were accepted. */
  long count() {
    return load.count();
  }

  /** Sends as fast as answers come; what is not answered is sent again. */
  void until(Instant end) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(PATIENCE)
        .until(
            () -> {
              sendOnce();
              return Instant.now().isAfter(end);
            });
  }

  /** Sends one payload, again if it is not known whether it was accepted before. */
  void sendOnce() {
    try {
      if (rest.get().intake(load.next()).statusCode() / 100 == 2) {
        load.accepted();
      }
    } catch (IOException e) {
      log.debug("in doubt: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Resolves what is in doubt, waits until all of it is visible, and remembers it as history. */
  void settle() {
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
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(rest.get().query(ALL, null)).isEqualTo(load.expected()));
    long now = System.currentTimeMillis();
    history.put(now, load.expected());
    await().pollInterval(Duration.ofMillis(1)).until(() -> System.currentTimeMillis() > now + 1);
  }

  /** What was visible at a time is what is known of that time. */
  void checkHistory(int atLeast) {
    assertThat(history).hasSizeGreaterThanOrEqualTo(atLeast);
    history.forEach(
        (time, expected) ->
            await()
                .atMost(PATIENCE)
                .untilAsserted(
                    () ->
                        assertThat(rest.get().query(ALL, time))
                            .as("at %d", time)
                            .isEqualTo(expected)));
  }

  /** The counters of the synchronizations are exact: one creation for each increment. */
  void checkCounters() throws Exception {
    JsonNode streams =
        Json.mapper().readTree(rest.get().get("/api/synchronization/topology/streams").body());
    assertThat(streams.path("streams"))
        .as(streams.toPrettyString())
        .anySatisfy(
            s -> {
              assertThat(s.path("name").asText()).isEqualTo(Load.INCREMENTS);
              assertThat(s.path("createdComponents").asLong()).isEqualTo(load.incrementsAccepted());
            });
  }

  /**
   * No change is written twice: each increment is one record, and one tombstone when it goes. One
   * that came and went while the synchronization was not running was never there, and left nothing.
   */
  void checkLog(Path kafka) {
    Map<String, ChangeLogCounts.Count> counts = ChangeLogCounts.read(kafka);
    assertThat(counts.keySet().stream().filter(name -> name.startsWith("i-")))
        .hasSizeLessThanOrEqualTo((int) load.incrementsAccepted())
        .containsAll(
            load.expected().components().keySet().stream()
                .filter(name -> name.startsWith("i-"))
                .toList());
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

  /** The current graph is what its history says. */
  static void checkStore(Path directory) {
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory)) {
      assertThat(graph.verify()).isEmpty();
    }
  }
}
