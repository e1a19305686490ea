package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.operator.content.ContentKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Custom resources of a folder, from their declaration to their deletion. */
class CustomResourceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ROOT = "/apis/stackstate.io/v1alpha1/namespaces/default/";
  private static final String HEAD = "apiVersion: stackstate.io/v1alpha1\nkind: ";

  @TempDir Path directory;
  private Path folder;
  private Rest rest;

  @Test
  void areInstalledFollowedRepairedAndCleanedUp() throws Exception {
    folder = Files.createDirectory(directory.resolve("resources"));
    declare();
    DataDirectory data = DataDirectory.open(directory.resolve("data"));
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles = List.of("kafka", "stackgraph", "synchronization", "health", "receiver", "api");
    options.resources = folder;
    try (StackStateServer server =
        new StackStateServer(ServerConfig.load(options, data, Map.of()), data)) {
      server.start();
      rest = new Rest(server.url(), data.root());
      becomeReady();
      bringTopology();
      change();
      drift();
      delete();
    } finally {
      data.close();
    }
  }

  private void declare() throws Exception {
    write(
        "shop.yaml",
        HEAD
            + "Integration\nmetadata: {name: shop}\nspec:\n  type: CustomSync\n"
            + "  customSync: {instanceType: shop, instanceUrl: 'https://shop.example.org'}\n");
    write(
        "broken.yaml", HEAD + "Integration\nmetadata: {name: broken}\nspec: {type: NoSuchType}\n");
    write(
        "tables.yaml",
        HEAD
            + "Integration\nmetadata: {name: tables}\nspec:\n"
            + "  type: StaticTopology\n  staticTopology: {components: {name: t, key: c.csv}}\n");
    putPackage("1.0.0", "stackpack:log-search");
    write(
        "pack.yaml",
        HEAD
            + """
            StackPack
            metadata: {name: logs}
            spec:
              source: {path: log-search.sts}
              configuration: {instance_name: test, api_url: "http://logs.example.org"}
              configurationFrom:
                - {input: api_token, secretKeyRef: {name: logs, key: token}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: logs}
            stringData: {token: do-not-show}
            """);
    write("settings.yaml", settings("edge", "core"));
    write(
        "view.yaml",
        HEAD + "View\nmetadata: {name: edge}\nspec: {title: Edge, query: 'layer = \"Edge\"'}\n");
    write(
        "monitor.yaml",
        HEAD
            + "Monitor\nmetadata: {name: watch}\n"
            + "spec: {intervalSeconds: 1, script: '[1].findAll { [it].any { n -> n > 1 }}'}\n");
  }

  private void becomeReady() throws Exception {
    eventually(() -> assertThat(reason("integrations/shop")).isEqualTo("WaitingForData"));
    eventually(() -> assertThat(reason("stackpacks/logs")).isEqualTo("WaitingForData"));
    eventually(() -> assertThat(reason("settings/words")).isEqualTo("Applied"));
    eventually(() -> assertThat(reason("views/edge")).isEqualTo("Applied"));
    eventually(() -> assertThat(reason("monitors/watch")).isEqualTo("Running"));
    eventually(() -> assertThat(status("monitors/watch").path("critical").asInt(-1)).isZero());
    eventually(() -> assertThat(reason("integrations/tables")).isEqualTo("CollectorPending"));
    JsonNode list = json(ROOT + "integrations");
    assertThat(list.path("kind").asText()).isEqualTo("IntegrationList");
    assertThat(list.at("/metadata/problems"))
        .singleElement()
        .satisfies(p -> assertThat(p.asText()).contains("broken.yaml", "NoSuchType"));
    assertThat(rest.get(ROOT + "integrations/none").statusCode()).isEqualTo(404);
    assertThat(json("/apis/apiextensions.k8s.io/v1/customresourcedefinitions").path("items"))
        .hasSize(ContentKinds.NAMES.size());
    assertThat(json(ROOT + "stackpacks").toString()).doesNotContain("do-not-show");
    assertThat(rest.get("/api/node/QueryView").body()).contains("urn:stackstate:view:default:edge");
  }

  private void bringTopology() throws Exception {
    eventually(
        () ->
            assertThat(rest.get("/api/synchronization/topology/streams").body())
                .contains("Log search - test"));
    LogSearchPack.send(rest);
    eventually(() -> assertThat(reason("stackpacks/logs")).isEqualTo("Installed"));
    eventually(() -> assertThat(status("stackpacks/logs").path("components").asInt()).isEqualTo(2));
    assertThat(status("stackpacks/logs").path("nodes").asInt()).isPositive();
  }

  private void change() throws Exception {
    putPackage("1.1.0", "release:two");
    write("settings.yaml", settings("edge"));
    eventually(
        () -> assertThat(status("stackpacks/logs").path("version").asText()).isEqualTo("1.1.0"));
    awaitNames("label = \"release:two\"", "app1", "db1");
    eventually(() -> assertThat(layers()).contains("test:edge").doesNotContain("test:core"));
  }

  private void drift() throws Exception {
    long before = System.currentTimeMillis();
    String id = status("stackpacks/logs").path("instanceId").asText();
    assertThat(rest.post("/api/stackpack/log-search/deprovision/" + id, "").statusCode())
        .isEqualTo(200);
    long edge = node("urn:test:edge").path("id").asLong();
    rest.post("/api/node/_/" + edge + "/unlock", "");
    assertThat(rest.delete("/api/node/_/" + edge).statusCode()).isEqualTo(200);
    eventually(
        () -> {
          JsonNode instance = json("/api/stackpack/log-search").at("/configurations/0");
          assertThat(instance.path("status").asText()).isEqualTo("WAITING_FOR_DATA");
          assertThat(instance.path("lastUpdateTimestamp").asLong()).isGreaterThan(before);
        });
    eventually(() -> assertThat(reason("stackpacks/logs")).isEqualTo("WaitingForData"));
    eventually(() -> assertThat(layers()).contains("test:edge"));
  }

  private void delete() throws Exception {
    for (String file : List.of("pack", "settings", "view", "monitor", "shop")) {
      Files.delete(folder.resolve(file + ".yaml"));
    }
    for (String plural : List.of("stackpacks", "settings", "views", "monitors")) {
      eventually(() -> assertThat(json(ROOT + plural).path("items")).isEmpty());
    }
    awaitNames("label = \"release:two\"");
    assertThat(layers()).doesNotContain("test:edge").contains("common:layer:machines");
    assertThat(rest.get("/api/node/QueryView").body()).doesNotContain("urn:stackstate:view");
    assertThat(rest.get("/api/monitors").body()).doesNotContain("urn:stackstate:monitor");
    assertThat(json("/api/stackpack/log-search").path("configurations")).isEmpty();
  }

  private static String settings(String... layers) {
    StringBuilder text =
        new StringBuilder(HEAD + "Settings\nmetadata: {name: words}\nspec:\n  sty: |\n");
    text.append("    nodes:\n");
    for (String layer : layers) {
      text.append("      - {_type: Layer, identifier: 'urn:test:").append(layer);
      text.append("', name: ").append(layer).append(", order: 3}\n");
    }
    return text.toString();
  }

  private void putPackage(String version, String label) throws Exception {
    Path next = Files.write(directory.resolve("next"), LogSearchPack.archive(version, label));
    Files.move(next, folder.resolve("log-search.sts"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(String file, String text) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), text);
    Files.move(next, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private JsonNode status(String resource) throws Exception {
    return json(ROOT + resource).path("status");
  }

  private String reason(String resource) throws Exception {
    JsonNode found = json(ROOT + resource);
    for (JsonNode condition : found.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("reason").asText();
      }
    }
    return found.toPrettyString();
  }

  private String layers() throws Exception {
    return rest.get("/api/node/Layer").body();
  }

  private JsonNode node(String identifier) throws Exception {
    return json("/api/node/_/" + identifier);
  }

  private JsonNode json(String path) throws Exception {
    return Json.mapper().readTree(rest.get(path).body());
  }

  private void awaitNames(String query, String... names) {
    eventually(
        () ->
            assertThat(rest.query(query, null).components().keySet())
                .containsExactlyInAnyOrder(names));
  }

  private static void eventually(ThrowingRunnable condition) {
    await().atMost(PATIENCE).untilAsserted(condition);
  }
}
