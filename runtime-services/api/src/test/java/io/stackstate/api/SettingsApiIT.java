package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.kafka.SettingsOnTopic;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.ViewHealth;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Settings nodes over REST, on a real store and a real broker. */
@ExtendWith(TestBroker.class)
class SettingsApiIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static ApiStack stack;

  @BeforeAll
  static void start(@TempDir Path directory) {
    stack = new ApiStack(directory);
    awaitInstalled("common");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void hasWhatTheCommonPackBringsFromTheFirstStartOn() throws Exception {
    JsonNode layers =
        get("/api/node/Layer?namespace=urn:stackpack:common&ownedBy=urn:stackpack:common");
    assertThat(layers)
        .extracting(layer -> layer.path("identifier").asText())
        .contains("urn:stackpack:common:layer:machines");
    assertThat(layers.get(0).path("manual").asBoolean()).isFalse();
    assertThat(get("/api/node").path("nodeTypes"))
        .extracting(type -> type.path("typeName").asText())
        .contains("Sync", "DataSource", "QueryView");
    assertThat(stack.http().get("/api/node/Layr").status()).isEqualTo(404);
  }

  @Test
  void importsWhatItExportedWithoutAChange() throws Exception {
    for (String format : new String[] {"stj", "sty"}) {
      HttpApi.Reply export = stack.http().post("/api/export?format=" + format, "{}");
      assertThat(export.contentType()).startsWith("text/plain");
      JsonNode plan = importDocument("details=true", export.raw().body());
      assertThat(plan.path("changes")).as(plan.toPrettyString()).isEmpty();
      assertThat(plan.path("unchanged").asInt()).isGreaterThan(30);
    }
  }

  @Test
  void importsChangesShowsAndDeletesANode() throws Exception {
    String document = view("Shop", "layer = \\\"Machines\\\"");
    JsonNode dry = importDocument("dryRun=true", document);
    assertThat(dry.path("created").asInt()).isEqualTo(1);
    assertThat(find("QueryView", "urn:test:view:shop").isMissingNode()).isTrue();
    JsonNode nodes = importDocument("timeoutSeconds=15", document);
    assertThat(nodes.get(0).path("_type").asText()).isEqualTo("QueryView");
    long before = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > before + 1);
    long id = nodes.get(0).path("id").asLong();
    JsonNode plan = importDocument("details=true", view("Store", "layer = \\\"Machines\\\""));
    assertThat(plan.path("changes").get(0).path("fields").get(0).path("path").asText())
        .isEqualTo("name");
    assertThat(get("/api/node/QueryView/" + id).path("name").asText()).isEqualTo("Store");
    assertThat(get("/api/node/QueryView/" + id).at("/state/state").asText()).isEqualTo("UNKNOWN");
    TestBroker.send(
        Topics.VIEW_HEALTH,
        0,
        Long.toString(id),
        Json.mapper().writeValueAsString(new ViewHealth(id, HealthState.CRITICAL, 5, null)));
    await()
        .atMost(Duration.ofMinutes(4))
        .until(
            () -> get("/api/node/QueryView/" + id).at("/state/state").asText().equals("CRITICAL"));
    assertThat(find("QueryView", "urn:test:view:shop").at("/state/_type").asText())
        .isEqualTo("ViewHealthState");
    assertThat(get("/api/node/_/urn:test:view:shop?at=" + before).path("name").asText())
        .isEqualTo("Shop");
    assertThat(get("/api/node/QueryView/" + id + "/history").path("versions")).hasSize(2);
    JsonNode copy =
        stack.http().post("/api/node/QueryView/" + id + "/clone", "{\"name\":\"Copy\"}").json();
    assertThat(copy.path("id").asLong()).isNotEqualTo(id);
    for (long each : new long[] {id, copy.path("id").asLong()}) {
      assertThat(stack.http().delete("/api/node/_/" + each + "?timeoutSeconds=15").status())
          .isEqualTo(200);
    }
    assertThat(stack.http().get("/api/node/QueryView/" + id).status()).isEqualTo(404);
  }

  @Test
  void onlyAdministratorsBringCode() throws Exception {
    String function = function("return DEVIATING");
    String view = view("Kept", "layer = \\\"Machines\\\"").replace("view:shop", "view:kept");
    assertThat(asKeeper("POST", "/api/import", view).status()).isEqualTo(200);
    for (String path : new String[] {"/api/import", "/api/import?dryRun=true"}) {
      HttpApi.Reply refused = asKeeper("POST", path, function);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.raw().body()).contains("urn:test:check-function:mine", "everything");
    }
    String declared =
        Json.mapper().createObjectNode().put("document", function).put("revision", "1").toString();
    assertThat(asKeeper("POST", "/api/declarations/urn:stackstate:settings:a:b", declared).status())
        .isEqualTo(403);
    assertThat(asKeeper("POST", "/api/stackpack", "").status()).isEqualTo(403);
    assertThat(find("CheckFunction", "urn:test:check-function:mine").isMissingNode()).isTrue();

    importDocument("details=true", function);
    // What is there already they may import again, and all of it but the script they may change.
    assertThat(asKeeper("POST", "/api/import", function).status()).isEqualTo(200);
    assertThat(asKeeper("POST", "/api/import", function.replace("mine too", "renamed")).status())
        .isEqualTo(200);
    assertThat(asKeeper("POST", "/api/import", function("return CRITICAL")).status())
        .isEqualTo(403);
    for (String node : new String[] {"urn:test:check-function:mine", "urn:test:view:kept"}) {
      assertThat(stack.http().delete("/api/node/_/" + node).status()).isEqualTo(200);
    }
  }

  private static HttpApi.Reply asKeeper(String method, String path, String body) throws Exception {
    return stack
        .http()
        .send(
            stack
                .http()
                .anonymous(path)
                .header("Authorization", "ApiKey keeper")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String function(String script) {
    return """
        {"nodes": [{"_type": "CheckFunction", "id": -1, "name": "mine too",
          "identifier": "urn:test:check-function:mine", "returnTypes": ["HEALTH_STATE"],
          "parameters": [], "script": "%s"}]}
        """
        .formatted(script);
  }

  @Test
  void saysWhereADocumentIsWrongAndChangesNothing() throws Exception {
    HttpApi.Reply reply = post("/api/import?file=views.stj", view("Broken", "layer = = 1"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().at("/errors/0/message").asText())
        .contains("views.stj", "urn:test:view:shop", "query");
    assertThat(find("QueryView", "urn:test:view:shop").isMissingNode()).isTrue();
    assertThat(post("/api/import?unlocked=maybe", "{\"nodes\":[]}").status()).isEqualTo(400);
  }

  @Test
  void lockedNodesAreChangedOnlyWhenUnlocked() throws Exception {
    long id = find("Layer", "common:layer:machines").path("id").asLong();
    assertThat(get("/api/node/Layer/" + id + "/islocked").path("owner").asText())
        .isEqualTo("urn:stackpack:common");
    assertThat(get("/api/node/Layer/0/islocked").path("_type").asText()).isEqualTo("NodeUnlocked");
    assertThat(stack.http().delete("/api/node/_/" + id).status()).isEqualTo(409);
    JsonNode unlocked = stack.http().post("/api/node/_/" + id + "/unlock", "").json();
    assertThat(unlocked.path("locked").asBoolean()).isFalse();
    assertThat(get("/api/node/Layer/" + id + "/islocked").path("_type").asText())
        .isEqualTo("NodeUnlocked");
  }

  @Test
  void publishesNamesAndWholeSynchronizationsAndTakesThemBack() throws Exception {
    JsonNode instance =
        stack
            .http()
            .post(
                "/api/stackpack/autosync/provision?unlocked=fail",
                "{\"sts_instance_type\":\"shop\",\"sts_instance_url\":\"https://shop\"}")
            .json();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode sync = find("Sync", "shop-https://shop");
              JsonNode published = SettingsOnTopic.read("Sync:" + sync.path("id").asText());
              assertThat(published.at("/program/topic").asText())
                  .isEqualTo("sts_topo_shop_https___shop");
              assertThat(published.at("/program/componentIdExtractor/script").asText())
                  .contains("Sts.createId");
              assertThat(published.at("/program/defaultComponentAction/template/script").asText())
                  .contains("element.externalId");
              assertThat(get("/api/synchronization/topology/streams").toString())
                  .contains("Synchronization shop https://shop");
            });
    String key = "Sync:" + find("Sync", "shop-https://shop").path("id").asText();
    assertThat(reset(key).status()).isEqualTo(204);
    assertThat(SettingsOnTopic.read(key).path("resetAt").asLong()).isPositive();
    stack.restartApi();
    assertThat(SettingsOnTopic.read(key).isMissingNode()).isFalse();
    stack.http().post("/api/stackpack/autosync/deprovision/" + instance.path("id").asLong(), "");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(SettingsOnTopic.read(key).isMissingNode()).isTrue());
  }

  @Test
  void keepsWhatIsDeclaredAsTheDocumentSaysAndTellsWhenSomebodyChangedIt() throws Exception {
    String path = "/api/declarations/urn:test:declaration:shop";
    assertThat(stack.http().get(path).status()).isEqualTo(404);
    JsonNode plan = declare(path + "?dryRun=true", "r1", "edge", "core");
    assertThat(plan.path("created").asInt()).isEqualTo(2);
    assertThat(stack.http().get(path).status()).isEqualTo(404);

    JsonNode first = declare(path, "r1", "edge", "core");
    assertThat(first.path("nodes").asInt()).isEqualTo(2);
    assertThat(first.at("/applied/created").asInt()).isEqualTo(2);
    assertThat(find("Layer", "urn:test:layer:edge").path("ownedBy").asText())
        .isEqualTo("urn:test:declaration:shop");
    declare(path, "r2", "edge");
    assertThat(find("Layer", "urn:test:layer:core").isMissingNode()).isTrue();
    assertThat(get(path).path("revision").asText()).isEqualTo("r2");
    assertThat(get(path).path("drifted").asBoolean()).isFalse();

    long edge = find("Layer", "urn:test:layer:edge").path("id").asLong();
    stack.http().post("/api/node/_/" + edge + "/unlock", "");
    stack.http().delete("/api/node/_/" + edge);
    assertThat(get(path).path("drifted").asBoolean()).isTrue();
    stack.restartApi();
    assertThat(get(path).path("drifted").asBoolean()).isTrue();
    assertThat(declare(path, "r2", "edge").path("drifted").asBoolean()).isFalse();

    assertThat(stack.http().delete(path).status()).isEqualTo(204);
    assertThat(find("Layer", "urn:test:layer:edge").isMissingNode()).isTrue();
    assertThat(stack.http().delete(path).status()).isEqualTo(404);
  }

  private static JsonNode declare(String path, String revision, String... layers) throws Exception {
    StringBuilder document = new StringBuilder("nodes:\n");
    for (String layer : layers) {
      document.append("  - {_type: Layer, name: ").append(layer);
      document.append(", identifier: 'urn:test:layer:").append(layer).append("', order: 1}\n");
    }
    ObjectNode body = Json.mapper().createObjectNode().put("file", "shop").put("adopt", false);
    body.put("revision", revision).put("document", document.toString());
    HttpApi.Reply reply = stack.http().post(path, body.toString());
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void anIntegrationRunsThroughAnInstanceOfOurPackAndKeepsItsOwnIdentity() throws Exception {
    String path = "/api/integrations/urn:stackstate:integration:test:through";
    String body =
        "{\"name\":\"through\",\"type\":\"CustomSync\",\"customSync\":"
            + "{\"instanceType\":\"%s\",\"instanceUrl\":\"https://x\"}}";
    JsonNode integration = stack.http().put(path, body.formatted("through")).json();
    String key = "Sync:" + integration.path("nodeId").asText();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode published = SettingsOnTopic.read(key);
              assertThat(published.at("/program/compiledLabel").asText())
                  .isEqualTo("through:https://x");
              assertThat(published.at("/program/topic").asText())
                  .isEqualTo(integration.path("topic").asText());
              assertThat(published.at("/program/consumerOffsetStartAtEarliest").asBoolean())
                  .isTrue();
              assertThat(published.path("identifier")).isEqualTo(integration.path("identifier"));
              assertThat(instance("through").path("status").asText()).isEqualTo("WAITING_FOR_DATA");
            });
    JsonNode sync = find("Sync", "through-https://x");
    assertThat(sync.isMissingNode()).as("its settings nodes are there").isFalse();
    assertThat(SettingsOnTopic.read("Sync:" + sync.path("id").asText()).isMissingNode())
        .as("it is executed once")
        .isTrue();
    assertThat(get("/api/synchronization/topology/streams").toString())
        .contains("\"name\":\"through\"")
        .doesNotContain("Synchronization through");
    assertThat(reset(key).status()).isEqualTo(204);
    assertThat(SettingsOnTopic.read(key).at("/program/compiledLabel").isMissingNode()).isFalse();

    stack
        .http()
        .post("/api/stackpack/autosync/deprovision/" + instance("through").path("id").asLong(), "");
    await().atMost(PATIENCE).until(() -> !instance("through").isMissingNode());
    stack.http().put(path, body.formatted("elsewhere"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(instance("through").isMissingNode()).isTrue();
              assertThat(SettingsOnTopic.read(key).at("/program/compiledLabel").asText())
                  .isEqualTo("elsewhere:https://x");
            });
    stack.restartApi();
    assertThat(stack.http().delete(path).status()).isEqualTo(204);
    await().atMost(PATIENCE).until(() -> instance("elsewhere").isMissingNode());
    assertThat(SettingsOnTopic.read(key).isMissingNode()).isTrue();
    await().atMost(PATIENCE).until(() -> stack.http().get(path).status() == 404);
  }

  /** The instance of our pack for this type; missing when there is none. */
  private static JsonNode instance(String type) throws Exception {
    for (JsonNode pack : get("/api/stackpack")) {
      for (JsonNode each : pack.path("configurations")) {
        if (each.at("/config/sts_instance_type").asText().equals(type)) {
          return each;
        }
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static HttpApi.Reply reset(String key) throws Exception {
    return stack
        .http()
        .post(
            "/api/synchronization/topology/streams/reset?identifierType=NodeId&identifier="
                + key.substring("Sync:".length()),
            "");
  }

  private static String view(String name, String query) {
    return """
    {"_version":"1.0.39","nodes":[{"_type":"QueryView","identifier":"urn:test:view:shop",
    "name":"%s","query":"%s"}]}
    """
        .formatted(name, query);
  }

  private static JsonNode find(String type, String identifier) throws Exception {
    for (JsonNode node : get("/api/node/" + type)) {
      if (node.path("identifier").asText().endsWith(identifier)) {
        return node;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static void awaitInstalled(String pack) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (JsonNode each : get("/api/stackpack")) {
                if (each.path("name").asText().equals(pack)) {
                  return each.at("/configurations/0/status").asText().equals("INSTALLED");
                }
              }
              return false;
            });
  }

  private static JsonNode importDocument(String query, String document) throws Exception {
    HttpApi.Reply reply = post("/api/import?" + query, document);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  /** With the media type that the genuine command line sends. */
  private static HttpApi.Reply post(String path, String document) throws Exception {
    return stack
        .http()
        .send(
            stack
                .http()
                .request(path)
                .header("Content-Type", "plain/text")
                .POST(HttpRequest.BodyPublishers.ofString(document)));
  }

  private static JsonNode get(String path) throws Exception {
    HttpApi.Reply reply = stack.http().get(path);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }
}
