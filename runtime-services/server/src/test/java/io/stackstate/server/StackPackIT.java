package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.stackstate.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A StackPack from its upload to its removal, with the topology that comes through it. */
class StackPackIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String OTHERS = "domain IN (\"snapshots\", \"increments\")";

  @TempDir Path directory;

  @Test
  void isUploadedInstalledUpgradedAndRemovedWithAllThatCameThroughIt() throws Exception {
    DataDirectory data = DataDirectory.open(directory);
    try (StackStateServer server = new StackStateServer(config(data), data)) {
      server.start();
      Rest rest = new Rest(server.url(), data.root());
      Load others = bystanders(rest);

      assertThat(
              rest.upload("log-search.sts", LogSearchPack.archive("1.0.0", "stackpack:log-search"))
                  .statusCode())
          .isEqualTo(202);
      JsonNode instance = install(rest);
      awaitStatus(rest, "WAITING_FOR_DATA");
      awaitSync(rest, "Log search - test");
      LogSearchPack.send(rest);
      awaitStatus(rest, "INSTALLED");
      awaitNames(rest, "label = \"stackpack:log-search\"", "app1", "db1");
      awaitNames(rest, "label = \"log-search-instance:test\"", "app1", "db1");

      assertThat(
              rest.upload("log-search.sts", LogSearchPack.archive("1.1.0", "release:two"))
                  .statusCode())
          .isEqualTo(202);
      assertThat(rest.post("/api/stackpack/log-search/upgrade?unlocked=fail", "").statusCode())
          .isEqualTo(200);
      awaitNames(rest, "label = \"release:two\"", "app1", "db1");
      awaitNames(rest, "label = \"stackpack:log-search\"");

      uninstallAmidTraffic(rest, instance.path("id").asLong(), others);
      assertThat(rest.get("/api/node/Layer").body())
          .contains("urn:stackpack:common:layer:machines");
    } finally {
      data.close();
    }
  }

  /** Agents do not know that a pack goes: they send on, for it and for others. */
  private static void uninstallAmidTraffic(Rest rest, long instance, Load others) throws Exception {
    try (Traffic traffic = new Traffic(rest, others)) {
      traffic.awaitMore(5);
      assertThat(rest.post("/api/stackpack/log-search/deprovision/" + instance, "").statusCode())
          .isEqualTo(200);
      awaitNames(rest, "label = \"log-search-instance:test\"");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(pack(rest).path("configurations")).isEmpty();
                assertThat(rest.get("/api/node/Sync").body()).doesNotContain("log-search");
                assertThat(rest.get("/api/synchronization/topology/streams").body())
                    .doesNotContain("Log search");
              });
      traffic.awaitMore(5);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.query(OTHERS, null)).isEqualTo(others.expected()));
    awaitNames(rest, "label = \"log-search-instance:test\"");
    awaitNames(rest, "name IN (\"app1\", \"db1\")");
  }

  /** Topology that instances of another pack bring. */
  private static Load bystanders(Rest rest) throws Exception {
    Load load = new Load();
    assertThat(rest.putIntegration(Load.SNAPSHOTS, "kill-test").statusCode()).isEqualTo(200);
    assertThat(rest.putIntegration(Load.INCREMENTS, "kill-test").statusCode()).isEqualTo(200);
    for (int i = 0; i < 2; i++) {
      rest.accept(load.next());
      load.accepted();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.query(OTHERS, null)).isEqualTo(load.expected()));
    return load;
  }

  private static JsonNode install(Rest rest) throws IOException, InterruptedException {
    var reply =
        rest.post(
            "/api/stackpack/log-search/provision?unlocked=fail",
            """
            {"instance_name": "test", "api_url": "http://logs.example.org", "api_token": "secret"}
            """);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Json.mapper().readTree(reply.body());
  }

  private static void awaitStatus(Rest rest, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(pack(rest).path("configurations").path(0).path("status").asText())
                    .as(pack(rest).path("configurations").toPrettyString())
                    .isEqualTo(status));
  }

  /** What arrives before a synchronization is there is not for it: it starts at the latest. */
  private static void awaitSync(Rest rest, String name) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.get("/api/synchronization/topology/streams").body())
                    .contains(name));
  }

  private static void awaitNames(Rest rest, String query, String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.query(query, null).components().keySet())
                    .containsExactlyInAnyOrder(names));
  }

  private static JsonNode pack(Rest rest) throws IOException, InterruptedException {
    for (JsonNode pack : Json.mapper().readTree(rest.get("/api/stackpack").body())) {
      if (pack.path("name").asText().equals("log-search")) {
        assertThat(pack.toString()).doesNotContain("secret");
        return pack;
      }
    }
    throw new IOException("log-search is not listed");
  }

  private static Config config(DataDirectory data) {
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles = List.of("kafka", "stackgraph", "synchronization", "receiver", "api");
    return ServerConfig.load(options, data, Map.of());
  }
}
