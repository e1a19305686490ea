package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a check state of an agent to a webhook, and what people ask of a handler over REST. */
class EventHandlerIT {
  private static final String URN = "urn:stackstate:event-handler:test";
  private static final String ONE =
      "/api/event-handlers/" + URLEncoder.encode(URN, StandardCharsets.UTF_8);
  private static final String SECRET = "correct-horse";

  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();

  @TempDir Path directory;

  @Test
  void aCheckStateReachesTheWebhookAndPeopleReachTheHandler() throws Exception {
    HttpServer hook = webhook();
    DataDirectory data = DataDirectory.open(directory);
    try (StackStateServer server = new StackStateServer(config(data), data)) {
      server.start();
      Rest rest = new Rest(server.url(), data.root());
      refusesWhatIsWrong(rest);
      String url = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
      keepsSecrets(rest, url);
      assertThat(json(rest.post(ONE + "/test", "{}")).at("/outputs/hook").asText())
          .isEqualTo("delivered");
      assertThat(tokens).containsOnly(SECRET);
      tells(rest);
      previews(rest);
      silences(rest);
      new AcknowledgeScenario(rest, URI.create(server.url()), url, bodies).run();
      assertThat(rest.delete(ONE).statusCode()).isEqualTo(204);
      eventually()
          .untilAsserted(
              () ->
                  assertThat(bodies)
                      .filteredOn(body -> body.at("/event/reason").asText().equals("ConfigRemoved"))
                      .hasSize(1));
      assertThat(rest.get(ONE).statusCode()).isEqualTo(404);
      new NotificationScenario(rest, url, bodies, tokens).run();
      new ActionScenario(rest).run();
    } finally {
      data.close();
      hook.stop(0);
    }
  }

  private static void refusesWhatIsWrong(Rest rest) throws Exception {
    String body = "{'name':'h','spec':{'triggers':[{'elementHealth':{'to':['RED']}}]}}";
    HttpResponse<String> reply = rest.put(ONE, body.replace('\'', '"'));
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("spec.triggers[0].elementHealth.to: found \\\"RED\\\", expected one of");
    assertThat(rest.get(ONE).statusCode()).isEqualTo(404);
    assertThat(rest.post("/api/notifications/none/ack", "").statusCode()).isEqualTo(404);
    String subview =
        "{'name':'h','spec':{'scope':{'view':'urn:no:saved:view'},'triggers':[{'elementHealth':{}}],"
            + "'outputs':[{'name':'a','webhook':{'url':'https://x'}}]}}";
    HttpResponse<String> refused = rest.put(ONE, subview.replace('\'', '"'));
    assertThat(refused.statusCode()).as("test case 47").isEqualTo(409);
    assertThat(refused.body())
        .contains("spec.scope.view: found urn:no:saved:view, expected the identifier or id of a");
  }

  private static void keepsSecrets(Rest rest, String url) throws Exception {
    String spec =
        "{'triggers':[{'elementHealth':{'to':['CRITICAL']}}],'outputs':[{'name':'hook','webhook':"
            + "{'url':'"
            + url
            + "','tokenSecretRef':{'name':'hk','key':'token'}}}]}";
    for (String secret : List.of(SECRET, "******")) {
      String body = "{'name':'oncall','secrets':{'hk/token':'" + secret + "'},'spec':" + spec + "}";
      HttpResponse<String> reply = rest.put(ONE, body.replace('\'', '"'));
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(reply.body())
          .doesNotContain(SECRET, "{sealed")
          .contains("\"hk/token\":\"******\"");
    }
    eventually()
        .until(() -> json(rest.get(ONE + "/status")).path("state").asText().equals("Executed"));
    assertThat(json(rest.get(ONE + "/status")).path("notExecuted")).isEmpty();
  }

  private void tells(Rest rest) throws Exception {
    rest.putIntegration("shop-inventory", "https://inventory.example.org");
    rest.acceptSample("quickstart/topology.json");
    eventually()
        .until(() -> rest.query("name = \"web-1\"", null).components().containsKey("web-1"));
    rest.acceptSample("health/critical.json");
    eventually().untilAsserted(() -> assertThat(about("web-1")).hasSize(1));
    JsonNode open = about("web-1").get(0);
    assertThat(open.at("/event/title").asText()).isEqualTo("Disk space");
    eventually().until(() -> json(rest.get(ONE + "/status")).path("openNotifications").asInt() > 0);
    String id = open.path("notificationId").asText();
    String titled = Rest.sample("health/critical.json").replace("Disk space", "Disk of the logs");
    rest.accept(titled);
    eventually().untilAsserted(() -> assertThat(about("web-1")).hasSize(2));
    assertThat(about("web-1").get(1).at("/event/title").asText()).isEqualTo("Disk of the logs");
    assertThat(about("web-1").get(1).path("notificationId").asText())
        .as("test case 51")
        .isEqualTo(id);
    assertThat(rest.post("/api/notifications/" + id + "/ack", "{\"by\":\"ann\"}").statusCode())
        .isEqualTo(204);
    eventually()
        .untilAsserted(
            () ->
                assertThat(rest.get(ONE + "/notifications").body())
                    .contains("\"acknowledgedBy\":\"ann\""));
    rest.acceptSample("health/clear.json");
    eventually().untilAsserted(() -> assertThat(about("web-1")).hasSize(3));
    assertThat(about("web-1").get(2).at("/event/type").asText()).isEqualTo("close");
    assertThat(about("web-1").get(2).path("notificationId").asText()).isEqualTo(id);
  }

  private List<JsonNode> about(String component) {
    return bodies.stream()
        .filter(body -> body.at("/component/name").asText().equals(component))
        .toList();
  }

  private void previews(Rest rest) throws Exception {
    int before = bodies.size();
    JsonNode preview = json(rest.get(ONE + "/preview?last=24h"));
    assertThat(preview.at("/preview/messages/OPEN").asInt()).isPositive();
    assertThat(preview.at("/preview/first").findValuesAsText("title")).contains("Disk space");
    assertThat(bodies).hasSize(before);
    assertThat(rest.get(ONE + "/preview?last=ever").statusCode()).isEqualTo(400);
  }

  private static void silences(Rest rest) throws Exception {
    String silence =
        "{'reason':'deploy','endsAt':'"
            + Instant.now().plusSeconds(600)
            + "','matchers':[{'field':'name','op':'=~','value':'web-.*'}]}";
    JsonNode made = json(rest.post("/api/silences", silence.replace('\'', '"')));
    eventually()
        .untilAsserted(
            () -> assertThat(rest.get("/api/silences").body()).contains("\"active\":true"));
    String one = "/api/silences/" + made.path("id").asText();
    assertThat(rest.delete(one).statusCode()).isEqualTo(204);
    assertThat(rest.delete(one).statusCode()).isEqualTo(404);
    assertThat(rest.post("/api/silences", "{\"reason\":\"x\"}").body()).contains("endsAt");
  }

  private HttpServer webhook() throws IOException {
    HttpServer hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          bodies.add(Json.mapper().readTree(exchange.getRequestBody()));
          tokens.add(exchange.getRequestHeaders().getFirst("X-StackState-Webhook-Token"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
    return hook;
  }

  private static JsonNode json(HttpResponse<String> reply) throws IOException {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Json.mapper().readTree(reply.body());
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200));
  }

  private static Config config(DataDirectory data) {
    Options options = new Options();
    options.port = 0;
    options.receiverPort = 0;
    options.roles =
        List.of(
            "kafka", "stackgraph", "synchronization", "health", "automation", "receiver", "api");
    return ConfigFactory.parseMap(
            Map.of(
                "stackstate.automation.outputs.allowedAddresses",
                List.of("127.0.0.1/32"),
                "stackstate.automation.outputs.baseUrl",
                AcknowledgeScenario.BASE))
        .withFallback(ServerConfig.load(options, data, Map.of()));
  }
}
