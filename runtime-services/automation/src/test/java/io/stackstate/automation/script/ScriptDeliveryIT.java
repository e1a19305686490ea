package io.stackstate.automation.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.InvalidOutputException;
import io.stackstate.automation.output.MissingSecretException;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.OutputSettings;
import io.stackstate.automation.output.Outputs;
import io.stackstate.automation.output.Receiver;
import io.stackstate.automation.output.Receiver.Received;
import io.stackstate.automation.output.Receiver.Reply;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.stackpacks.provision.BundledPacks;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The output {@code script} with real worker processes. */
@Timeout(400)
class ScriptDeliveryIT {
  private static final String SECRET = "correct-horse";
  private static Scripting scripting;
  private static Outputs outputs;
  private static Receiver sms;
  private static Receiver api;

  @BeforeAll
  static void start() {
    sms = Receiver.answering(Reply.of(201));
    api = Receiver.answering(ScriptDeliveryIT::metrics);
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "stackstate.automation.outputs.api.url",
                    api.url(""),
                    "stackstate.automation.outputs.api.token",
                    "a-guest",
                    "stackstate.automation.outputs.baseUrl",
                    "https://stackstate.example.org/",
                    "stackstate.automation.outputs.allowedAddresses",
                    List.of("127.0.0.0/8", "::1"),
                    "stackstate.automation.outputs.smsUrl",
                    sms.url("")))
            .withFallback(ConfigFactory.load());
    scripting = new Scripting(config);
    TopologySnapshot empty = new TopologyIndex().snapshot();
    scripting.follow(() -> empty);
    outputs =
        new Outputs(
            OutputSettings.from(config.getConfig("stackstate.automation.outputs"), Map.of()),
            Map.of(Scripting.KIND, scripting.kind()));
  }

  @AfterAll
  static void stop() {
    outputs.close();
    scripting.close();
    sms.close();
    api.close();
  }

  /** The API as far as functions ask it: a ramp that ends now, of one host. */
  private static Reply metrics(Received question) {
    if (!"a-guest".equals(question.headers().get("x-api-key"))) {
      return Reply.of(401, "{\"errors\":[{\"message\":\"who are you\"}]}");
    }
    if (question.path().startsWith("/api/metrics/query?")) {
      return Reply.of(
          200,
          """
          {"data":{"resultType":"vector","result":[{"metric":{"host":"a"},"value":[1000,"7.5"]}]}}
          """);
    }
    long begin = System.currentTimeMillis() - 60 * 60_000;
    String points =
        IntStream.range(0, 60)
            .mapToObj(i -> "[" + (begin + i * 60_000L) + "," + i + "]")
            .collect(Collectors.joining(","));
    return Reply.of(
        200, "{\"series\":[{\"groups\":{\"host\":\"a\"},\"points\":[" + points + "]}]}");
  }

  private static Delivery delivery(String script) throws InvalidOutputException {
    return outputs.create(
        TestOutputs.yaml("{name: s, script: " + script + "}"),
        (name, key) -> {
          if (name.equals("missing")) {
            throw new MissingSecretException(name, key);
          }
          return SECRET;
        });
  }

  private static Outcome deliver(String script) throws InvalidOutputException {
    return delivery(script).deliver(Samples.open(), Optional.empty());
  }

  private static void function(long id, String body, String more) {
    String definition =
        """
        {"_type":"EventHandlerFunction","id":%d,"name":"f","script":"%s",
         "parameters":[{"_type":"Parameter","id":91,"name":"events","type":"EVENT_STREAM","required":true},
          {"_type":"Parameter","id":92,"name":"url","type":"STRING","required":true}]%s}
        """
            .formatted(id, body, more);
    scripting
        .functions()
        .apply(
            FunctionTable.TYPE,
            id,
            new SettingsNodeName(id, "urn:f:" + id, "f", null, null, definition));
  }

  @Test
  void anInlineFunctionSeesItsParametersAndTheMessage() throws Exception {
    Outcome outcome =
        deliver(
            """
            {body: "[limit + 1, notification.title.size() > 0, event._type, event.newState, view].join('|')",
             parameters: {limit: 41}}
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Delivered(
                Optional.of(
                    "42|true|HealthStateChangedEvent|" + Samples.open().state() + "|null")));
  }

  /** Health sheet, section 9.3: asynchronous functions have all script APIs. */
  @Test
  void aFunctionMeasuresPredictsAndLinks() throws Exception {
    assertThat(
            result(
                "Telemetry.query('StackState Metrics', 'host = \"a\"').metricField('cpu').start('-1h')"
                    + ".collectStream(2).then { it[0].timeSeries.points[-1][1].toString() }"))
        .isEqualTo("59.0");
    assertThat(api.last().path()).isEqualTo("/api/telemetry/query");
    assertThat(api.last().json().path("metricField").asText()).isEqualTo("cpu");
    assertThat(
            result(
                "Telemetry.instantPromql('up').collectStream(2).then { it[0].timeSeries.id.toIdentifierString()"
                    + " + ' ' + it[0].timeSeries.points[0][1] }"))
        .isEqualTo("host=a 7.5");
    assertThat(
            result(
                "Prediction.predictMetrics('linear', '1h', Telemetry.query('StackState Metrics', '')"
                    + ".metricField('cpu').start('-1h').compileQuery()).predictionPoints(4)"
                    + ".then { (it.prediction.data[-1][0] > 100).toString() }"))
        .isEqualTo("true");
    assertThat(result("UI.createUrl().explore().url()"))
        .startsWith("https://stackstate.example.org/");
  }

  private static String result(String body) throws Exception {
    Outcome outcome = deliver("{body: " + Json.mapper().writeValueAsString(body) + "}");
    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    return ((Outcome.Delivered) outcome).remoteReference().orElseThrow();
  }

  @Test
  void whatAFunctionCannotAskIsSaid() throws Exception {
    Outcome outcome = deliver("{body: \"StackPack.isInstalled('common')\"}");

    assertThat(((Outcome.Refused) outcome).message()).contains("StackPack is not available here");
  }

  @Test
  void whatAFunctionReturnsComesBackWithTheNextMessage() throws Exception {
    Delivery delivery = delivery("{body: \"reference ? reference + '+' : 'TICKET-1'\"}");

    Outcome first = delivery.deliver(Samples.open(), Optional.empty());
    Outcome second = delivery.deliver(Samples.update(), Optional.of("TICKET-1"));

    assertThat(first).isEqualTo(new Outcome.Delivered(Optional.of("TICKET-1")));
    assertThat(second).isEqualTo(new Outcome.Delivered(Optional.of("TICKET-1+")));
  }

  @Test
  void aFunctionOfSettingsGetsTheArgumentsOfItsHandler() throws Exception {
    function(7, "events.newState + ' ' + url", "");
    String arguments =
        "[{_type: ArgumentStsEventStreamVal, parameter: 91, filter: HEALTH_STATE_CHANGES},"
            + " {_type: ArgumentStringVal, parameter: 92, value: 'http://x'}]";

    Outcome outcome = deliver("{function: 'urn:f:7', arguments: " + arguments + "}");

    assertThat(outcome)
        .isEqualTo(new Outcome.Delivered(Optional.of(Samples.open().state() + " http://x")));
    assertThat(((Outcome.Refused) deliver("{function: 7}")).message())
        .contains("argument events: found nothing, expected a value");
    assertThat(deliver("{function: 'urn:f:8'}"))
        .isEqualTo(
            new Outcome.Refused(
                FailureCategory.SCRIPT, "function: found urn:f:8, expected one that exists"));
  }

  @Test
  void aSynchronousFunctionHasPluginsOnly() throws Exception {
    function(
        9,
        "emailPlugin.sendEmail('a@b.c', 's', event.getNewStateRef())",
        ",\"execution\":\"SYNC\"");
    Outcome outcome =
        deliver(
            "{function: 9, arguments: [{_type: ArgumentStsEventStreamVal, parameter: 91},"
                + " {_type: ArgumentStringVal, parameter: 92, value: u}]}");

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).message()).contains("found no mail server");
  }

  /** A function as the pack brings it, inline. */
  private static String builtIn(String name, String parameters) throws Exception {
    String path = "/io/stackstate/stackpacks/packs/common/provisioning/scripts/" + name + ".groovy";
    String script;
    try (InputStream in = BundledPacks.class.getResourceAsStream(path)) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    boolean synchronous = script.contains("Plugin.");
    return "{body: "
        + Json.mapper().writeValueAsString(script)
        + ", execution: "
        + (synchronous ? "Sync" : "Async")
        + ", parameters: "
        + parameters
        + "}";
  }

  @Test
  void theFunctionsOfTheCommonPackTellWhatChanged() throws Exception {
    try (Receiver receiver = Receiver.answering(Reply.of(200))) {
      String url = "{url: '" + receiver.url("/in") + "'}";

      assertThat(deliver(builtIn("Slack", url))).isInstanceOf(Outcome.Delivered.class);
      String text = receiver.last().json().path("text").asText();
      assertThat(text)
          .contains("is " + Samples.open().state() + " (was CLEAR)")
          .contains(Samples.open().root().name())
          .contains("Possible root cause: " + Samples.open().failingChecks().get(0));
      assertThat(deliver(builtIn("HTTP webhook POST", url))).isInstanceOf(Outcome.Delivered.class);
      assertThat(receiver.last().json().at("/event/newState").asText())
          .isEqualTo(Samples.open().state().name());
      assertThat(receiver.last().json().path("notificationId").asText())
          .isEqualTo(Samples.ID.toString());
      assertThat(deliver(builtIn("SMS", "{token: t, to: '+31612345678'}")))
          .isInstanceOf(Outcome.Delivered.class);
      assertThat(sms.last().path()).isEqualTo("/messages");
      assertThat(sms.last().json().path("body").asText())
          .startsWith(Samples.open().root().name() + " is ");
    }
    Outcome mail = deliver(builtIn("Email", "{to: 'ops@example.org', subject: null}"));
    assertThat(((Outcome.Refused) mail).message()).contains("found no mail server");
  }

  @Test
  void whatAFunctionThrowsIsRefusedWithPlaceAndWithoutSecrets() throws Exception {
    Outcome outcome =
        deliver(
            """
            {body: "\\nthrow new IllegalStateException('token ' + token)",
             secretParameters: {token: {name: s, key: k}}}
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused(
                FailureCategory.SCRIPT,
                "EXCEPTION: body, line 2: IllegalStateException: token ***"));
    assertThat(deliver("{body: '1', secretParameters: {t: {name: missing, key: k}}}"))
        .isInstanceOf(Outcome.AuthFailed.class);
  }

  @Test
  void aFunctionThatDoesNotEndIsKilledAndNotRunAgain() throws Exception {
    String endless =
        "def l = [1]; def k = [1]; 60.times { l = [l, l]; k = [k, k] }; [l].contains(k)";

    Outcome outcome = deliver("{body: '" + endless + "', timeout: 1s}");

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused(FailureCategory.SCRIPT, "TIMEOUT: body: took longer than 1000 ms"));
    assertThat(deliver("{body: \"'ok'\"}")).isEqualTo(new Outcome.Delivered(Optional.of("ok")));
  }

  @Test
  void whatIsWrongIsFoundWhenItIsRead() {
    assertThatThrownBy(() -> deliver("{body: 'if (', timeout: 5m, execution: Later}"))
        .hasMessageContaining("script.body: found body, line 1")
        .hasMessageContaining("script.timeout: found \"5m\", expected a duration from 1s to 1m")
        .hasMessageContaining("script.execution: found \"Later\", expected one of");
    assertThatThrownBy(() -> deliver("{body: 'System.exit(0)'}"))
        .hasMessageContaining("not allowed");
    assertThatThrownBy(() -> deliver("{}"))
        .hasMessageContaining("script.function: found nothing, expected either function or body");
  }
}
