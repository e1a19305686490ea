package io.stackstate.health.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.api.ViewSource;
import io.stackstate.functions.remote.TelemetryClient;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.health.monitor.MonitorFunctions.FailedException;
import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Source;
import io.stackstate.topology.TopologyIndex;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 3.2: the function of the pack, and what overrides its arguments. */
class ThresholdMonitorsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final String SCRIPT =
      "/io/stackstate/stackpacks/packs/common/provisioning/scripts/Threshold.groovy";
  private static final String KEY = "monitor.custom.stackstate.io/cpu";

  private final TopologyIndex topology = new TopologyIndex();
  private TelemetryEndpoint endpoint;
  private long commits;

  @BeforeEach
  void start() throws IOException {
    endpoint = new TelemetryEndpoint();
    answers("a", "95.5", "b", "10");
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private void answers(String... hostsAndValues) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < hostsAndValues.length; i += 2) {
      result.append(i == 0 ? "" : ",");
      result.append(
          "{'metric':{'host':'%s'},'value':[1700000000.000,'%s']}"
              .formatted(hostsAndValues[i], hostsAndValues[i + 1]));
    }
    endpoint.answers(
        200, "{'status':'success','data':{'resultType':'vector','result':[" + result + "]}}");
  }

  private void component(String host, String properties, String... labels) throws IOException {
    Component component =
        new Component(
            ++commits,
            host,
            "host",
            "Machines",
            "Shop",
            List.of(),
            List.of(labels),
            List.of("urn:host:/" + host),
            null,
            null,
            properties,
            List.of(new Source(7, host, null)));
    byte[] json = Json.mapper().writeValueAsBytes(component);
    topology.apply(
        new Commit(
            commits, NOW, List.of(new Change(new ChangeKey(Aspect.COMPONENT, commits), json))));
  }

  private List<State> run(Map<String, Object> changed) throws Exception {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put(
        "metric",
        Map.of(
            "query", "avg by (host) (cpu)", "unit", "percent", "aliasTemplate", "CPU of ${host}"));
    arguments.put("comparator", "GT");
    arguments.put("threshold", 90);
    arguments.put("failureState", "CRITICAL");
    arguments.put("urnTemplate", "urn:host:/${host}");
    arguments.put("monitorIdentifier", "urn:custom:monitor:cpu");
    arguments.putAll(changed);
    ScriptApis apis =
        new ScriptApis(topology::snapshot, ViewSource.NONE, () -> Instant.ofEpochMilli(NOW))
            .measuring(TelemetryClient.of(endpoint.config(), TelemetryEndpoint.SECTION));
    return new SandboxedMonitors(
            new FunctionCompiler(20, Limits.FUNCTION.withTime(Duration.ofSeconds(20))),
            apis,
            () -> false)
        .run(function(), arguments)
        .states();
  }

  private static JsonNode function() throws IOException {
    ObjectNode function = Json.mapper().createObjectNode();
    function.put("_type", "MonitorFunction").put("name", "Threshold");
    ArrayNode parameters = function.putArray("parameters");
    parameters.addObject().put("name", "metric").put("type", "STRUCT_TYPE");
    parameters.addObject().put("name", "comparator").put("type", "STRING");
    parameters.addObject().put("name", "threshold").put("type", "DOUBLE");
    parameters.addObject().put("name", "failureState").put("type", "STATE_VALUE");
    parameters.addObject().put("name", "urnTemplate").put("type", "STRING");
    parameters.addObject().put("name", "titleTemplate").put("type", "STRING");
    parameters
        .addObject()
        .put("name", "monitorIdentifier")
        .put("type", "STRING")
        .put("system", true);
    try (InputStream script = ThresholdMonitorsTest.class.getResourceAsStream(SCRIPT)) {
      String body = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      function.putObject("script").put("_type", "ScriptFunctionBody").put("scriptBody", body);
    }
    return function;
  }

  private static List<HealthState> states(List<State> found) {
    return found.stream().map(State::state).toList();
  }

  @Test
  void aSeriesThatSatisfiesFailsAndOthersAreClear() throws Exception {
    List<State> found = run(Map.of("titleTemplate", "Busy: ${host}"));

    assertThat(states(found)).containsExactly(HealthState.CRITICAL, HealthState.CLEAR);
    State first = found.get(0);
    assertThat(first.id()).isEqualTo("host=a");
    assertThat(first.topologyIdentifier()).isEqualTo("urn:host:/a");
    assertThat(first.message()).isEqualTo("Busy: a");
    assertThat(first.reason()).isEqualTo("CPU of a is 95.5 percent, which is to fail when > 90.0");
    assertThat(first.displayTimeSeries().toString())
        .contains("CPU of a", "PromqlMetricQuery", "avg by (host) (cpu)");
    assertThat(first.hintData().toString()).contains("host");
    assertThat(URLDecoder.decode(endpoint.uris.get(0), StandardCharsets.UTF_8))
        .startsWith("/api/metrics/query?query=avg by (host) (cpu)&time=2023-11-14T22:13:20Z");
  }

  @ParameterizedTest
  @CsvSource({
    "GT, 10, CRITICAL, CLEAR",
    "GTE, 10, CRITICAL, CRITICAL",
    "LT, 10, CLEAR, CLEAR",
    "LTE, 10, CLEAR, CRITICAL"
  })
  void eachComparatorIsItself(
      String comparator, double threshold, HealthState high, HealthState equal) throws Exception {
    assertThat(states(run(Map.of("comparator", comparator, "threshold", threshold))))
        .containsExactly(high, equal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'threshold':99                | CLEAR",
        "'failureState':'DEVIATING'    | DEVIATING",
        "'enabled':false               | DISABLED",
        "'threshold':1,'enabled':true  | CRITICAL"
      })
  void anAnnotationOfTheElementOverrides(String override, HealthState state) throws Exception {
    String json = ("{" + override.strip() + "}").replace('\'', '"');
    String quoted = Json.mapper().writeValueAsString(json);
    component("a", "{\"annotations\":{\"" + KEY + "\":" + quoted + "}}");
    component("b", "{}");

    assertThat(states(run(Map.of()))).containsExactly(state, HealthState.CLEAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"KEY\":{\"threshold\":99}}",
        "{\"sourceProperties\":{\"metadata\":{\"annotations\":{\"KEY\":\"{\\\"threshold\\\":99}\"}}}}"
      })
  void itIsFoundWhereverAgentsPutAnnotations(String properties) throws Exception {
    component("a", properties.replace("KEY", KEY));

    assertThat(states(run(Map.of()))).containsExactly(HealthState.CLEAR, HealthState.CLEAR);
  }

  @Test
  void aLabelOverridesToo() throws Exception {
    component("a", null, "team:x", KEY + ":{\"threshold\": 99}");

    assertThat(states(run(Map.of()))).containsExactly(HealthState.CLEAR, HealthState.CLEAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "urn:stackpack:kubernetes-v2:shared:monitor:kubernetes-v2:cpu | kubernetes-v2 | CLEAR",
        "urn:stackpack:kubernetes-v2:shared:monitor:cpu               | kubernetes-v2 | CLEAR",
        "urn:custom:monitor:memory                                    | custom        | CRITICAL"
      })
  void theIdentifierOfTheMonitorSaysWhichAnnotationIsMeant(
      String monitor, String owner, HealthState state) throws Exception {
    component("a", null, "monitor." + owner + ".stackstate.io/cpu:{\"threshold\":99}");

    assertThat(states(run(Map.of("monitorIdentifier", monitor))).get(0)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json              | found not json, expected a JSON object",
        "{\"threshold\":\"x\"} | threshold: found x, expected a number",
        "{\"enabled\":1}       | enabled: found 1, expected true or false",
        "[1]                   | found [1], expected a JSON object"
      })
  void aWrongOverrideIsIgnoredAndTheReasonSaysSo(String text, String message) throws Exception {
    component("a", null, KEY + ":" + text.strip());

    State state = run(Map.of()).get(0);
    assertThat(state.state()).isEqualTo(HealthState.CRITICAL);
    assertThat(state.reason()).contains("the annotation " + KEY + " is ignored: " + message);
  }

  @Test
  void aMonitorWithoutIdentifierLooksAtNoTopology() throws Exception {
    component("a", null, KEY + ":{\"threshold\":99}");
    Map<String, Object> none = new HashMap<>();
    none.put("monitorIdentifier", null);

    assertThat(states(run(none))).containsExactly(HealthState.CRITICAL, HealthState.CLEAR);
  }

  @ParameterizedTest
  @CsvSource({
    "comparator, NEAR, 'comparator: found NEAR, expected GT, GTE, LT or LTE'",
    "failureState, CLEAR, 'failureState: found CLEAR, expected DEVIATING or CRITICAL'"
  })
  void wrongArgumentsFailTheRun(String name, String value, String message) {
    assertThatThrownBy(() -> run(Map.of(name, value)))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anErrorOfTheQueryIsThatOfTheRun() {
    endpoint.answers(
        400, "{'status':'error','errorType':'bad_data','error':'1:5: parse error: unexpected'}");

    assertThatThrownBy(() -> run(Map.of()))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("1:5: parse error: unexpected");
  }

  @Test
  void noSeriesNoStates() throws Exception {
    answers();

    assertThat(run(Map.of())).isEmpty();
  }
}
