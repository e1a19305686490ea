package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.kafka.SettingsOnTopic;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.api.topology.Fixture;
import io.stackstate.model.check.ElementTelemetry;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The store of settings is deleted, on a real broker. */
@ExtendWith(TestBroker.class)
class SettingsRestoreIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TELEMETRY =
      ElementTelemetry.NODE_TYPE + ":" + ElementTelemetry.nodeId(1);
  private static final String INTEGRATION = "urn:stackstate:integration:test:restore";

  @Test
  void allSettingsComeBackWhenTheStoreIsLost(@TempDir Path directory) throws Exception {
    String journal = ApiStack.journal();
    String export;
    JsonNode packs;
    String integrations;
    String token;
    JsonNode made;
    try (ApiStack stack = new ApiStack(directory.resolve("first"), journal)) {
      await().atMost(PATIENCE).until(() -> statuses(stack).contains("common INSTALLED"));
      declare(stack);
      token = serviceToken(stack);
      assertThat(statusWith(token, stack)).isEqualTo(200);
      // One that was installed, and that of the integration.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  statuses(stack).stream().filter("autosync WAITING_FOR_DATA"::equals).count()
                      == 2);
      export = export(stack);
      packs = get(stack, "/api/stackpack");
      integrations = get(stack, "/api/integrations").toString();
      assertThat(integrations).contains(INTEGRATION);
      made = makeTelemetry(stack);
      // Restarted, it finds in the journal what it wrote, and what it had not written yet.
      stack.restartApi();
    }
    try (ApiStack stack = new ApiStack(directory.resolve("second"), journal)) {
      assertThat(export(stack)).isEqualTo(export);
      assertThat(get(stack, "/api/stackpack")).isEqualTo(packs);
      assertThat(get(stack, "/api/integrations").toString()).isEqualTo(integrations);
      assertThat(statusWith(token, stack)).as("what it may do is in the journal").isEqualTo(200);
      assertThat(export).contains("urn:test:view:kept").doesNotContain("urn:test:view:gone");
      // The element comes back, and what people gave it is there again.
      stack.commit(Fixture.changes());
      assertThat(get(stack, "/api/components/1/checks")).isEqualTo(made);
      assertThat(stack.http().delete("/api/node/_/" + ElementTelemetry.nodeId(1)).status())
          .isEqualTo(200);
      assertThat(get(stack, "/api/components/1/checks")).isEmpty();
      await().atMost(PATIENCE).until(() -> SettingsOnTopic.read(TELEMETRY).isMissingNode());
      assertThat(stack.http().get("/api/topic/" + journal).status())
          .as("it holds passwords")
          .isEqualTo(404);
      assertThat(stack.http().delete("/api/node/_/urn:test:view:kept").status()).isEqualTo(200);
    }
    try (ApiStack stack = new ApiStack(directory.resolve("third"), journal)) {
      assertThat(export(stack)).doesNotContain("urn:test:view:kept");
    }
  }

  /** What people make of the samples: it has versions, is published, and is not exported. */
  private static JsonNode makeTelemetry(ApiStack stack) throws Exception {
    stack.commit(Fixture.changes());
    JsonNode stream = make(stack, "/api/components/1/streams", "stream");
    long before = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > before + 1);
    make(stack, "/api/components/1/checks", "check");
    make(stack, "/api/components/1/checks", "anomaly-check");
    await()
        .atMost(PATIENCE)
        .until(() -> published().checks().size() == 2 && published().streams().size() == 1);
    String past = "?queryTime=" + before;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(stack, "/api/components/1/streams" + past)).containsExactly(stream));
    assertThat(get(stack, "/api/components/1/checks" + past)).isEmpty();
    assertThat(export(stack)).doesNotContain("Unusual response time");
    return get(stack, "/api/components/1/checks");
  }

  private static ElementTelemetry published() throws Exception {
    JsonNode node = SettingsOnTopic.read(TELEMETRY);
    return node.isMissingNode()
        ? ElementTelemetry.none(1)
        : ElementTelemetry.read(node.path("definition").asText());
  }

  private static JsonNode make(ApiStack stack, String path, String sample) throws Exception {
    String body = Files.readString(Path.of("../../samples/health", sample + ".json"));
    HttpApi.Reply reply = stack.http().post(path, body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(201);
    return reply.json();
  }

  private static void declare(ApiStack stack) throws Exception {
    for (String name : List.of("kept", "gone")) {
      String view =
          """
          {"nodes":[{"_type":"QueryView","identifier":"urn:test:view:%s","name":"%s",
          "query":"layer = \\"Machines\\""}]}
          """
              .formatted(name, name);
      stack.importSettings(view);
    }
    assertThat(stack.http().delete("/api/node/_/urn:test:view:gone").status()).isEqualTo(200);
    stack
        .http()
        .post(
            "/api/stackpack/autosync/provision",
            "{\"sts_instance_type\":\"restore\",\"sts_instance_url\":\"https://restore\"}");
    stack
        .http()
        .put(
            "/api/integrations/" + INTEGRATION,
            "{\"name\":\"restore\",\"type\":\"CustomSync\","
                + "\"customSync\":{\"instanceType\":\"restore-2\",\"instanceUrl\":\"u\"}}");
  }

  private static String serviceToken(ApiStack stack) throws Exception {
    String body = "{\"name\":\"ci\",\"roles\":[\"stackstate-power-user\"]}";
    return stack.http().post("/api/security/tokens", body).json().get("token").asText();
  }

  private static int statusWith(String token, ApiStack stack) throws Exception {
    HttpRequest.Builder request =
        stack.http().anonymous("/api/node/QueryView").header("X-API-Key", token);
    return stack.http().send(request.GET()).status();
  }

  private static List<String> statuses(ApiStack stack) throws Exception {
    return get(stack, "/api/stackpack").findParents("configurations").stream()
        .flatMap(
            pack ->
                pack.path("configurations").findValuesAsText("status").stream()
                    .map(status -> pack.path("name").asText() + " " + status))
        .toList();
  }

  private static String export(ApiStack stack) throws Exception {
    return stack
        .http()
        .post("/api/export", "{}")
        .raw()
        .body()
        .replaceAll("\"timestamp\" *: *\"[^\"]*\"", "");
  }

  private static JsonNode get(ApiStack stack, String path) throws Exception {
    return stack.http().get(path).json();
  }
}
