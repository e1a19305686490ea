package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;

/**
 * Configurations and channels of later releases over REST: the test cases 51, 52 and 61 of the
 * health sheet. The topology of the quickstart is there.
 *
 * @param bodies what the webhook was told
 * @param tokens of the same calls
 */
record NotificationScenario(Rest rest, String hook, List<JsonNode> bodies, List<String> tokens) {
  private static final String CHANNELS = "/api/notifications/channels/";
  private static final String CONFIGURATIONS = "/api/notifications/configurations";
  private static final String TOKEN = "battery-staple";

  void run() throws Exception {
    refusesWhatIsWrong();
    String channel = channel();
    otherKinds();
    String configuration = configuration(channel);
    tellsOfHealth(configuration, channel);
    tellsWhyItEnds(configuration, channel);
    guards(channel);
    assertThat(rest.delete(CHANNELS + "webhook/" + channel).statusCode()).isEqualTo(204);
    assertThat(rest.get(CHANNELS + "webhook/" + channel).body())
        .contains("NotificationChannelNotFound");
  }

  private void refusesWhatIsWrong() throws Exception {
    HttpResponse<String> reply = rest.post(CHANNELS + "webhook", "{\"url\":\"" + hook + "\"}");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("\"_type\":\"NotificationChannelError\"", "token: found");
    reply = rest.post(CONFIGURATIONS, "{\"name\":\"n\",\"status\":\"ON\"}");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .contains("\"_type\":\"NotificationConfigurationError\"", "one of ENABLED, DISABLED");
    assertThat(rest.get(CONFIGURATIONS + "/abc").body())
        .contains("\"_type\":\"InvalidNotificationConfigurationIdentifier\"");
    reply = rest.get(CONFIGURATIONS + "/17");
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.body())
        .contains(
            "\"_type\":\"NotificationConfigurationNotFound\"",
            "\"notificationConfigurationIdOrUrn\":\"17\"");
    assertThat(rest.get(CHANNELS + "email/status").body())
        .isEqualTo("{\"validConfiguration\":false}");
  }

  private static String webhook(String url, String token) {
    return ("{'url':'"
            + url
            + "','token':'"
            + token
            + "','verifySsl':true,'metadata':{'team':'A'}}")
        .replace('\'', '"');
  }

  private String channel() throws Exception {
    JsonNode made = json(rest.post(CHANNELS + "webhook", webhook(hook, TOKEN)));
    assertThat(made.path("_type").asText()).isEqualTo("WebhookNotificationChannel");
    assertThat(made.path("token").asText()).isEqualTo("******");
    String id = made.path("id").asText();
    int before = bodies.size();
    assertThat(rest.post(CHANNELS + "webhook/" + id + "/test", "").statusCode()).isEqualTo(204);
    assertThat(bodies.size()).isGreaterThan(before);
    assertThat(tokens.get(tokens.size() - 1)).isEqualTo(TOKEN);
    json(rest.put(CHANNELS + "webhook/" + id, webhook(hook, "******")));
    String read = rest.get(CHANNELS + "webhook/" + id).body();
    assertThat(read).contains("\"metadata\":{\"team\":\"A\"}").doesNotContain(TOKEN, "sealed");
    assertThat(rest.get("/api/event-handlers").body()).doesNotContain("webhook channel");
    return id;
  }

  private void otherKinds() throws Exception {
    Map<String, String> bodies =
        Map.of(
            "opsgenie",
            "{'region':'EU','genieKey':'g-1-secret','priority':'P2',"
                + "'responders':[{'responderType':'TEAM','responder':'ops'}]}",
            "teams",
            "{'url':'https://example.org/workflows/t-1-secret'}");
    for (Map.Entry<String, String> each : bodies.entrySet()) {
      String kind = CHANNELS + each.getKey();
      HttpResponse<String> reply = rest.post(kind, each.getValue().replace('\'', '"'));
      assertThat(reply.body()).contains("******").doesNotContain("-1-secret");
      String id = json(reply).path("id").asText();
      String handler = "/api/event-handlers/" + id + "/status";
      eventually().until(() -> json(rest.get(handler)).path("state").asText().equals("Executed"));
      assertThat(json(rest.get(handler)).path("notExecuted")).as(each.getKey()).isEmpty();
      assertThat(rest.get(CHANNELS + "email/" + id).statusCode()).isEqualTo(404);
      assertThat(rest.delete(kind + "/" + id).statusCode()).isEqualTo(204);
    }
    assertThat(rest.post(CHANNELS + "email", "{\"to\":[]}").body()).contains("to: found []");
  }

  private static String body(String status, String channel) {
    return ("{'name':'on-call','notifyHealthStates':'DEVIATING_AND_CRITICAL','monitors':[],"
            + "'monitorTags':[],'componentTypeNames':['server'],'componentTags':['role:web'],"
            + "'status':'"
            + status
            + "','notificationChannels':[{'_type':'WebhookChannelRefId','id':"
            + channel
            + "}]}")
        .replace('\'', '"');
  }

  private String configuration(String channel) throws Exception {
    JsonNode made = json(rest.post(CONFIGURATIONS, body("ENABLED", channel)));
    String one = CONFIGURATIONS + "/" + made.path("id").asText();
    assertThat(made.path("notificationChannels").findValuesAsText("id")).containsExactly(channel);
    assertThat(json(rest.get(one + "/channels")).findValuesAsText("notificationConfigurationId"))
        .containsExactly(made.path("id").asText());
    String handler = "/api/event-handlers/" + made.path("id").asText() + "/status";
    eventually().until(() -> json(rest.get(handler)).path("state").asText().equals("Executed"));
    assertThat(json(rest.get(handler)).path("notExecuted")).isEmpty();
    assertThat(json(rest.get(one)).path("runtimeStatus").asText()).isEqualTo("OK");
    assertThat(json(rest.get(CONFIGURATIONS)).findValuesAsText("name")).contains("on-call");
    return one;
  }

  private void tellsOfHealth(String configuration, String channel) throws Exception {
    int begin = about().size();
    String critical = Rest.sample("health/critical.json");
    rest.accept(critical);
    eventually().until(() -> about().size() == begin + 1);
    rest.accept(critical.replace("Disk space", "Disk fills").replace("CRITICAL", "DEVIATING"));
    eventually().until(() -> about().size() == begin + 2);
    rest.acceptSample("health/clear.json");
    eventually().until(() -> about().size() == begin + 3);
    List<JsonNode> told = about().subList(begin, begin + 3);
    assertThat(told)
        .extracting(
            body -> body.at("/event/type").asText() + body.at("/event/state").asText("").strip())
        .containsExactly("openCRITICAL", "openDEVIATING", "close");
    assertThat(told.get(1).at("/event/title").asText()).isEqualTo("Disk fills");
    assertThat(told)
        .extracting(body -> body.path("notificationId").asText())
        .containsOnly(told.get(0).path("notificationId").asText());
    assertThat(told.get(2).at("/event/reason").asText()).isEqualTo("HealthStateResolved");
    assertThat(told.get(0).at("/metadata/team").asText()).isEqualTo("A");
    assertThat(told.get(0).at("/notificationConfiguration/name").asText()).isEqualTo("on-call");
    assertThat(tokens.get(tokens.size() - 1)).isEqualTo(TOKEN);
    assertThat(json(rest.get(CHANNELS + "webhook/" + channel)).at("/status/errors")).isEmpty();
    assertThat(json(rest.get(configuration)).path("runtimeStatus").asText()).isEqualTo("OK");
  }

  private void tellsWhyItEnds(String configuration, String channel) throws Exception {
    endsWith("ConfigChanged", () -> json(rest.put(configuration, body("DISABLED", channel))));
    assertThat(rest.delete(configuration).statusCode()).isEqualTo(204);
    String second = configuration(channel);
    endsWith("ConfigRemoved", () -> rest.delete(second));
    assertThat(rest.get(second).statusCode()).isEqualTo(404);
  }

  /** Something that ends what is open. */
  private interface Step {
    void run() throws Exception;
  }

  /** The health is clear before. */
  private void endsWith(String reason, Step step) throws Exception {
    int begin = about().size();
    rest.acceptSample("health/critical.json");
    eventually().until(() -> about().size() == begin + 1);
    assertThat(about().get(begin).at("/event/type").asText()).isEqualTo("open");
    step.run();
    eventually().until(() -> about().size() == begin + 2);
    assertThat(about().get(begin + 1).at("/event/reason").asText()).isEqualTo(reason);
    rest.acceptSample("health/clear.json");
    eventually().until(() -> healthy());
  }

  private boolean healthy() throws Exception {
    return rest.query("name = \"web-1\" AND healthstate = \"CLEAR\"", null).components().size()
        == 1;
  }

  private void guards(String channel) throws Exception {
    String one = CHANNELS + "webhook/" + channel;
    json(rest.put(one, webhook("http://169.254.169.254/latest", "******")));
    eventually()
        .untilAsserted(
            () -> {
              HttpResponse<String> reply = rest.post(one + "/test", "");
              assertThat(reply.statusCode()).isEqualTo(400);
              assertThat(reply.body())
                  .contains("NotificationChannelError", "Blocked", "169.254.169.254")
                  .doesNotContain(TOKEN);
            });
  }

  private List<JsonNode> about() {
    return bodies.stream()
        .filter(body -> body.at("/component/name").asText().equals("web-1"))
        .filter(body -> body.at("/notificationConfiguration/name").asText().equals("on-call"))
        .toList();
  }

  private static JsonNode json(HttpResponse<String> reply) throws IOException {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Json.mapper().readTree(reply.body());
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200));
  }
}
