package io.stackstate.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.HttpApi.Reply;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.handler.EventHandlers;
import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.api.settings.TestSettings;
import io.stackstate.stackpacks.provision.SecretBox;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels of Slack by OAuth, and whom Opsgenie knows (health sheet, section 10.2). */
class SlackFlowTest {
  private static final String SLACK = "/api/notifications/channels/slack";
  private static final String BASE = "https://obs.example.org";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SettingsNodes nodes = TestSettings.of();
  private SlackWorkspace slack;
  private HttpApi api;

  @BeforeEach
  void start() throws IOException {
    slack = new SlackWorkspace();
    api = serve(Optional.of("id-1"), Optional.of(BASE));
  }

  private HttpApi serve(Optional<String> clientId, Optional<String> baseUrl) {
    SecretBox box = SecretBox.of("5".repeat(64));
    NotificationSettings settings =
        new NotificationSettings(
            false,
            new SlackSettings(
                clientId,
                Optional.of("hush"),
                slack.uri(),
                URI.create("https://slack.com/oauth/v2/authorize"),
                baseUrl),
            slack.uri(),
            slack.uri(),
            Optional.empty(),
            box);
    NotificationBoard board = new NotificationBoard();
    board.markComplete();
    EventHandlers handlers = new EventHandlers(nodes, box, new ReentrantLock(), now::get);
    return TestRoutes.serve(
        routes -> new NotificationResource(handlers, board, null, settings, now::get).bind(routes));
  }

  @AfterEach
  void stop() {
    api.close();
    slack.close();
  }

  @Test
  void aWorkspaceLetsTheAppInAndAChannelIsChosen() throws Exception {
    String id = channel();

    Reply made = api.get(SLACK + "/" + id);
    assertThat(made.json().path("_type").asText()).isEqualTo("SlackNotificationChannel");
    assertThat(made.json().path("slackWorkspace").asText()).isEqualTo("Shop");
    assertThat(made.json().has("slackChannel")).isFalse();
    assertThat(api.post(SLACK + "/" + id + "/test", "").raw().body()).contains("joinSlackChannel");

    JsonNode first = api.get(SLACK + "/" + id + "/listSlackChannels").json();
    assertThat(first.path("channels").findValuesAsText("name")).containsExactly("general", "ops");
    assertThat(first.path("next_cursor").asText()).isEqualTo("next==");
    JsonNode last = api.get(SLACK + "/" + id + "/listSlackChannels?cursor=next%3D%3D").json();
    assertThat(last.toString()).isEqualTo("{\"channels\":[{\"id\":\"G3\",\"name\":\"secret\"}]}");
    assertThat(api.get(SLACK + "/" + id + "/slackChannelDetails/C2").raw().body())
        .isEqualTo("{\"id\":\"C2\",\"name\":\"ops\"}");

    JsonNode joined = api.post(SLACK + "/" + id + "/joinSlackChannel", "{\"id\":\"C2\"}").json();
    assertThat(joined.path("slackChannel").asText()).isEqualTo("ops");
    assertThat(joined.path("id").asText()).isEqualTo(id);
    assertThat(output(id).at("/slack/channel").asText()).isEqualTo("C2");
    assertThat(output(id).at("/slack/tokenSecretRef/key").asText()).isEqualTo("token");
    Reply privately = api.post(SLACK + "/" + id + "/joinSlackChannel", "{\"id\":\"G3\"}");
    assertThat(privately.json().path("slackChannelId").asText()).isEqualTo("G3");

    assertThat(nodes.all().toString()).doesNotContain(SlackWorkspace.TOKEN, "hush");
    assertThat(api.get(SLACK + "/" + id).raw().body()).doesNotContain("xoxb", "sealed");
    assertThat(api.put(SLACK + "/" + id, "{}").status()).isEqualTo(405);
    assertThat(api.delete(SLACK + "/" + id).status()).isEqualTo(204);
    assertThat(api.get(SLACK + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void aConfigurationSendsToTheChannelOnceOneIsChosen() throws Exception {
    String id = channel();
    String body =
        ("{'name':'n','notifyHealthStates':'CRITICAL','monitors':[],'monitorTags':[],"
                + "'componentTypeNames':[],'componentTags':[],'status':'ENABLED',"
                + "'notificationChannels':[{'_type':'SlackChannelRefId','id':"
                + id
                + "}]}")
            .replace('\'', '"');
    JsonNode made = api.post("/api/notifications/configurations", body).json();
    Node handler = nodes.byId(made.path("id").asLong()).orElseThrow();
    assertThat(handler.content().at("/spec/enabled").asBoolean()).isFalse();

    api.post(SLACK + "/" + id + "/joinSlackChannel", "{\"id\":\"C2\"}");
    handler = nodes.byId(handler.id()).orElseThrow();
    assertThat(handler.content().at("/spec/enabled").asBoolean()).isTrue();
    assertThat(handler.content().at("/spec/outputs/0/slack/channel").asText()).isEqualTo("C2");
    assertThat(handler.content().path("secrets")).hasSize(1);
  }

  @Test
  void theStateLetsInOnceForTenMinutes() throws Exception {
    String state = state("/settings");
    assertThat(callback(state, "code=c-1").raw().statusCode()).isEqualTo(302);
    assertThat(callback(state, "code=c-1").raw().body()).contains("used before");

    String old = state("/settings");
    now.set(now.get().plus(Duration.ofMinutes(10)));
    assertThat(callback(old, "code=c-1").status()).isEqualTo(400);
    assertThat(callback("bm9uZQ", "code=c-1").raw().body())
        .contains("NotificationChannelError", "state: found another one");
    assertThat(nodes.all()).hasSize(1);
  }

  @Test
  void whatSlackRefusesIsToldWhereTheUserCameFrom() throws Exception {
    assertThat(location(callback(state("/a?b=c"), "error=access_denied")))
        .isEqualTo(BASE + "/a?b=c&error=access_denied");
    assertThat(location(callback(state("/#/channels"), "code=wrong")))
        .isEqualTo(BASE + "/#/channels?error=Slack%3A+invalid_code");
    String id = channel();
    Reply unknown = api.post(SLACK + "/" + id + "/joinSlackChannel", "{\"id\":\"C9\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.raw().body())
        .contains("NotificationChannelError", "channel_not_found", "\"channelId\":" + id);
  }

  @ParameterizedTest
  @CsvSource({"//evil.example", "https://evil.example", "/%5Cevil.example", "evil", "''", "/a%0Ab"})
  void onlyPathsOfThisPlatformAreReturnedTo(String path) throws Exception {
    Reply reply = api.get(SLACK + "/oauth-redirect?redirectPath=" + path);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.raw().body()).contains("redirectPath").doesNotContain("evil");
  }

  @Test
  void nobodyStartsWithoutCredentialsOrAnApp() throws Exception {
    String start = SLACK + "/oauth-redirect?redirectPath=/a";
    assertThat(api.send(api.anonymous(start).GET()).status()).isEqualTo(401);
    try (HttpApi without = serve(Optional.empty(), Optional.of(BASE))) {
      assertThat(without.get(start).raw().body())
          .contains("stackstate.notifications.channels.slack.authentication.clientId");
    }
    try (HttpApi without = serve(Optional.of("id-1"), Optional.empty())) {
      assertThat(without.get(start).raw().body()).contains("stackstate.server.baseUrl");
    }
  }

  @Test
  void opsgenieNamesWhomAlertsCanGoToAsFarAsTheKeyMayRead() throws Exception {
    String responders = "/api/notifications/channels/opsgenie/responders";
    assertThat(api.get(responders + "?genieKey=g-1&region=EU").json().toString())
        .isEqualTo(
            "[{'responderType':'TEAM','responder':'ops'},"
                .concat("{'responderType':'USER','responder':'a@b.c'},")
                .concat("{'responderType':'SCHEDULE','responder':'nights'}]")
                .replace('\'', '"'));
    assertThat(api.get(responders + "?genieKey=g-1&region=UK").raw().body())
        .contains("region: found UK, expected EU or US");
    assertThat(api.get(responders + "?genieKey=a%0Ab&region=EU").status()).isEqualTo(400);
  }

  private String channel() throws Exception {
    Reply back = callback(state("/settings"), "code=c-1");
    assertThat(location(back)).startsWith(BASE + "/settings?channelId=");
    return location(back).replaceAll(".*=", "");
  }

  private String state(String path) throws Exception {
    Reply reply = api.get(SLACK + "/oauth-redirect?redirectPath=" + path.replace("#", "%23"));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(302);
    String location = location(reply);
    assertThat(URLDecoder.decode(location, StandardCharsets.UTF_8))
        .startsWith("https://slack.com/oauth/v2/authorize?client_id=id-1&scope=channels:join,")
        .contains("redirect_uri=" + BASE + SLACK + "/oauth-callback&");
    Matcher state = Pattern.compile("state=([^&]+)").matcher(location);
    assertThat(state.find()).isTrue();
    return state.group(1);
  }

  /** As a browser comes back from Slack: without credentials. */
  private Reply callback(String state, String more) throws Exception {
    return api.send(api.anonymous(SLACK + "/oauth-callback?state=" + state + "&" + more).GET());
  }

  private static String location(Reply reply) {
    return reply.raw().headers().firstValue("location").orElse("none, but " + reply.raw().body());
  }

  private JsonNode output(String id) {
    return nodes.byId(Long.parseLong(id)).orElseThrow().content().at("/spec/outputs/0");
  }
}
