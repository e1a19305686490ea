package io.stackstate.health.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.TopologyIndex;
import java.io.IOException;
import java.io.InputStream;
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

/** Health sheet, section 3.1; S26 of the query sheet: the function of the pack over HTTP. */
class MetricMonitorsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final String SCRIPT =
      "/io/stackstate/stackpacks/packs/common/provisioning/scripts/Metric above threshold.groovy";
  private static final String QUERY =
      "Telemetry.query('StackState Metrics', 'name = \"cpu\"').groupBy('tags.host')"
          + ".start('-5m').aggregation('mean', '1m')";

  private TelemetryEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = new TelemetryEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private List<State> run(Map<String, Object> arguments) throws Exception {
    TelemetryClient client = TelemetryClient.of(endpoint.config(), TelemetryEndpoint.SECTION);
    ScriptApis apis =
        new ScriptApis(
                new TopologyIndex()::snapshot, ViewSource.NONE, () -> Instant.ofEpochMilli(NOW))
            .measuring(client);
    Map<String, Object> all = new HashMap<>(arguments);
    all.put("threshold", 90);
    all.put("topologyIdentifierPattern", "urn:host:/${tags.host}");
    return new SandboxedMonitors(
            new FunctionCompiler(20, Limits.FUNCTION.withTime(Duration.ofSeconds(20))),
            apis,
            client::away)
        .run(function(), all)
        .states();
  }

  private static ObjectNode function() throws IOException {
    ObjectNode function = Json.mapper().createObjectNode();
    function.put("_type", "MonitorFunction").put("name", "above");
    ArrayNode parameters = function.putArray("parameters");
    parameters.addObject().put("name", "threshold").put("type", "DOUBLE").put("required", true);
    parameters.addObject().put("name", "metrics").put("type", "SCRIPT_METRIC_QUERY");
    parameters.addObject().put("name", "query").put("type", "SCRIPT_METRIC_QUERY");
    parameters.addObject().put("name", "topologyIdentifierPattern").put("type", "STRING");
    try (InputStream script = MetricMonitorsTest.class.getResourceAsStream(SCRIPT)) {
      String body = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      function.putObject("script").put("_type", "ScriptFunctionBody").put("scriptBody", body);
    }
    return function;
  }

  @ParameterizedTest
  @CsvSource({"metrics", "query"})
  void eachSeriesHasAStateOfItsOwn(String parameter) throws Exception {
    endpoint.answers(
        200,
        "{'series':[{'groups':{'tags.host':'a'},'points':[[1,80],[2,95],[3,85]]},"
            + "{'groups':{'tags.host':'b.c'},'points':[[1,90]]},"
            + "{'groups':{'tags.host':'d'},'points':[]}]}");

    List<State> states = run(Map.of(parameter, QUERY));

    assertThat(states)
        .extracting(State::id, State::state, State::topologyIdentifier)
        .containsExactly(
            tuple("tags.host=a", HealthState.CRITICAL, "urn:host:/a"),
            tuple("tags.host=b.c", HealthState.CLEAR, "urn:host:/b.c"),
            tuple("tags.host=d", HealthState.UNKNOWN, "urn:host:/d"));
    assertThat(states.get(0).displayTimeSeries().toString())
        .contains("DisplayTimeSeries", "TelemetryMetricQuery", "tags.host=a");
    assertThat(endpoint.bodies.get(0).path("startMillis").longValue()).isEqualTo(NOW - 300_000);
  }

  @Test
  void aCompiledQueryIsOneToo() throws Exception {
    endpoint.answers(200, "{'series':[{'groups':{'tags.host':'a'},'points':[[1,99]]}]}");

    assertThat(run(Map.of("metrics", QUERY + ".compileQuery()")))
        .extracting(State::state)
        .containsExactly(HealthState.CRITICAL);
    assertThat(endpoint.bodies).hasSize(1);
    assertThat(endpoint.bodies.get(0).path("metricField").textValue()).isEqualTo("cpu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'text'|found String, expected a telemetry query such as",
        "null|found null, expected a telemetry query such as",
        "Topology.query('')|expected a telemetry query such as",
        "Telemetry.query('Nope', '')|data source: found \"Nope\"",
        "Telemetry.query(|unexpected",
        "nonsense.field|no such variable or property: nonsense",
      })
  void whatIsNoQueryRefusesTheRunAndNamesTheParameter(String script, String message) {
    assertThatThrownBy(() -> run(Map.of("metrics", script)))
        .isInstanceOf(FailedException.class)
        .message()
        .contains("argument metrics")
        .containsIgnoringCase(message);
    assertThat(endpoint.bodies).isEmpty();
  }

  @Test
  void withoutMetricsTheRunFailsAndSaysWhy() {
    endpoint.answers(503, "{'errors':[{'message':'Elasticsearch does not answer'}]}");

    assertThatThrownBy(() -> run(Map.of("metrics", QUERY)))
        .isInstanceOfSatisfying(FailedException.class, e -> assertThat(e.passing()).isTrue())
        .hasMessageContaining("answers 503: Elasticsearch does not answer");
    endpoint.answers(400, "{'errors':[{'message':'no such metric'}]}");
    assertThatThrownBy(() -> run(Map.of("metrics", QUERY)))
        .isInstanceOfSatisfying(FailedException.class, e -> assertThat(e.passing()).isFalse())
        .hasMessageContaining("answers 400: no such metric");
    assertThatThrownBy(() -> run(Map.of()))
        .hasMessageContaining(
            "metrics: found nothing, expected a script that is a telemetry query");
  }
}
