package io.stackstate.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.function.Nodes;
import io.stackstate.health.function.ScriptedChecks;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckDetails;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that templates give, with functions; health sheet, section 2.2, and test case 3 of 15. */
class FunctionCheckTest {
  private static final Map<String, String> TAGS = Map.of("app", "shop");
  private static final long FUNCTION = 500;
  private static final TelemetryStream CPU =
      new TelemetryStream(
          11,
          "MetricStream",
          "CPU",
          """
          {"_type":"MetricStream","query":{"metricField":"cpu","aggregation":"MEAN",
           "conditions":[{"key":"tags.app","value":"shop"}]}}""");
  private static final TelemetryStream EVENTS =
      new TelemetryStream(
          12,
          "EventStream",
          "E",
          "{\"query\":{\"conditions\":[{\"key\":\"host\",\"value\":\"host-a\"}]}}");
  private static final TelemetryStream ALL =
      new TelemetryStream(
          13, "MetricStream", "All", "{\"query\":{\"metricField\":\"all\",\"conditions\":[]}}");
  private static final String SLIDING =
      "{\"_type\":\"ArgumentMetricStreamRef\",\"parameter\":501,\"stream\":11,\"maxWindow\":60000}";

  private final ScriptedChecks functions = Nodes.functions().checks();
  private final CheckLab lab = new CheckLab(functions);

  private void function(String script, String... parameters) {
    functions.put(FUNCTION, Nodes.check(FUNCTION, script, parameters));
    lab.checks.functionsChanged(Set.of(FUNCTION));
  }

  private void check(String... arguments) {
    lab.templated(1, List.of(CPU, EVENTS, ALL), definition(arguments));
  }

  private static Check definition(String... arguments) {
    return new Check(
        21,
        "n",
        "{\"_type\":\"Check\",\"function\":%d,\"arguments\":[%s]}"
            .formatted(FUNCTION, String.join(",", arguments)));
  }

  private HealthState health() {
    return lab.state("n").health();
  }

  private void metrics(String script) {
    function(script, "metrics", "METRIC_STREAM");
    check(SLIDING);
  }

  /** Test case 3. */
  @Test
  void aStateExpires() {
    metrics(
        """
        metrics[-1].point > 50
            ? [healthState: DEVIATING, shortMessage: "busy", expiration: [duration: 60000, expireTo: UNKNOWN]]
            : [healthState: Optional.empty()]""");
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);

    lab.point("cpu", TAGS, 80);
    assertThat(health()).isEqualTo(HealthState.DEVIATING);
    assertThat(lab.states.get("n").message()).isEqualTo("busy");
    lab.now += 59_999;
    assertThat(lab.evaluate()).isEmpty();
    lab.now += 1;
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);

    lab.point("cpu", TAGS, 80);
    assertThat(health()).isEqualTo(HealthState.DEVIATING);
    lab.point("cpu", TAGS, 1);
    assertThat(lab.evaluate()).isEmpty();
  }

  @Test
  void aStateExpiresAfterARestartToo() {
    BoundCheckState said =
        new BoundCheckState(
            21,
            "urn",
            "n",
            HealthState.DEVIATING,
            "m",
            5,
            null,
            new BoundCheckState.Expiry(lab.now + 10, HealthState.CLEAR),
            null);
    lab.templated(1, List.of(CPU), definition(SLIDING), said);
    assertThat(lab.evaluate()).isEmpty();

    lab.now += 10;
    assertThat(health()).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("n").expiry()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, CRITICAL",
    "Optional.of(DEVIATING), DEVIATING",
    "null, UNKNOWN",
    "[healthState: FLAPPING], FLAPPING",
    "[runState: RUNNING], UNKNOWN"
  })
  void everyFormOfAResultIsRead(String script, HealthState state) {
    metrics(script);
    lab.point("cpu", TAGS, 1);

    assertThat(health()).isEqualTo(state);
    assertThat(lab.states.get("n").error()).isNull();
  }

  @Test
  void aFunctionThatFailsLeavesTheStateUntilItHasFailedThreeTimes() {
    metrics("if (metrics[-1].point > 50) { throw new RuntimeException('boom') }; CLEAR");
    lab.point("cpu", TAGS, 1);
    assertThat(health()).isEqualTo(HealthState.CLEAR);

    for (HealthState expected :
        List.of(HealthState.CLEAR, HealthState.CLEAR, HealthState.UNKNOWN)) {
      lab.now += 1_000;
      lab.point("cpu", TAGS, 80);
      assertThat(health()).isEqualTo(expected);
      assertThat(lab.states.get("n").error()).isEqualTo("CHECK_ERROR");
      assertThat(lab.states.get("n").message()).contains("boom");
    }

    lab.point("cpu", TAGS, 2);
    assertThat(health()).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("n").error()).isNull();
  }

  @Test
  void aFunctionMayComeAfterItsCheckAndChange() {
    check(SLIDING);
    lab.point("cpu", TAGS, 1);
    assertThat(lab.state("n").error()).isEqualTo("CHECK_ERROR");
    assertThat(lab.states.get("n").message()).isEqualTo("check function 500 does not exist");

    function("DEVIATING", "metrics", "METRIC_STREAM");
    assertThat(health()).isEqualTo(HealthState.DEVIATING);
    assertThat(lab.states.get("n").error()).isNull();

    function("this is no Groovy (", "metrics", "METRIC_STREAM");
    assertThat(lab.state("n").message()).startsWith("the check function cannot be used: ");
  }

  @Test
  void batchesAreDisjointAndDecidedWhenTheyEnd() {
    function("metrics.sum { it.point } >= 10 ? CRITICAL : CLEAR", "metrics", "METRIC_STREAM");
    check(SLIDING.replace("}", ",\"windowingMethod\":\"BATCHING\"}"));
    lab.now = 600_000 + 10_000;
    lab.evaluate();
    lab.point("cpu", TAGS, 5);
    lab.now += 10_000;
    lab.point("cpu", TAGS, 5);
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);

    lab.now = 660_000;
    assertThat(health()).isEqualTo(HealthState.CRITICAL);
    lab.now += 1_000;
    lab.point("cpu", TAGS, 5);
    assertThat(lab.evaluate()).isEmpty();
    lab.now = 720_000;
    assertThat(health()).isEqualTo(HealthState.CLEAR);
  }

  @Test
  void aFunctionSeesTheEventsOfAStream() {
    function(
        "events[-1].point.getStructOrEmpty('tags').getString('status').map { it == 'RED' ? CRITICAL : CLEAR }",
        "events",
        "EVENT_STREAM");
    check("{\"_type\":\"ArgumentEventStreamRef\",\"parameter\":501,\"stream\":12}");
    lab.event(Map.of("status", "GREEN"));
    assertThat(health()).isEqualTo(HealthState.CLEAR);

    lab.now += 1;
    lab.event(Map.of("status", "RED"));
    assertThat(health()).isEqualTo(HealthState.CRITICAL);
    lab.now += 1;
    lab.event(Map.of());
    assertThat(lab.evaluate()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, CRITICAL", "5, DEVIATING", "6, CLEAR"})
  void theFunctionOfThePackDecides(double value, HealthState state) {
    function(
        Nodes.script("Metrics minimum last value"),
        "metrics",
        "METRIC_STREAM",
        "criticalValue",
        "DOUBLE",
        "deviatingValue",
        "DOUBLE");
    check(
        SLIDING,
        "{\"_type\":\"ArgumentDoubleVal\",\"parameter\":502,\"value\":0}",
        "{\"_type\":\"ArgumentDoubleVal\",\"parameter\":503,\"value\":5.0}");
    lab.point("cpu", TAGS, value);

    assertThat(health()).isEqualTo(state);
  }

  /** The functions of the pack decide what agents' checks of the same kind decide. */
  @ParameterizedTest
  @CsvSource({
    "Metrics maximum average, maximum_average",
    "Metrics maximum last value, maximum_last",
    "Metrics maximum percentile, maximum_percentile",
    "Metrics minimum average, minimum_average",
    "Metrics minimum last value, minimum_last",
    "Metrics minimum percentile, minimum_percentile",
    "Metrics maximum ratio, maximum_ratio",
    "Metrics failed ratio, failed_ratio"
  })
  void functionsOfThePackDecideAsAgentsChecksDo(String script, String kind) {
    boolean ratio = kind.endsWith("ratio");
    function(
        Nodes.script(script),
        ratio ? "numerator" : "metrics",
        "METRIC_STREAM",
        ratio ? "denominator" : "percentile",
        ratio ? "METRIC_STREAM" : "DOUBLE",
        "criticalValue",
        "DOUBLE",
        "deviatingValue",
        "DOUBLE");
    boolean maximum = !kind.startsWith("minimum");
    double critical = ratio ? 1.5 : maximum ? 6 : 4;
    double deviating = ratio ? 0.8 : 5;
    check(
        SLIDING,
        ratio
            ? SLIDING.replace("501", "502").replace("11", "13")
            : "{\"_type\":\"ArgumentDoubleVal\",\"parameter\":502,\"value\":75}",
        "{\"_type\":\"ArgumentDoubleVal\",\"parameter\":503,\"value\":%s}".formatted(critical),
        "{\"_type\":\"ArgumentDoubleVal\",\"parameter\":504,\"value\":%s}".formatted(deviating));
    lab.component(
        2,
        """
        {"metrics":[{"metric_field":"cpu","stream_id":-1,"conditions":[]},
                    {"metric_field":"all","stream_id":-2,"conditions":[]}],
         "checks":[{"name":"agent","is_metric_%s_check":true,"stream_id":-1,"percentile":75,
                    "numerator_stream_id":-1,"denominator_stream_id":-2,"max_window":60000,
                    "critical_value":%s,"deviating_value":%s}]}"""
            .formatted(kind, critical, deviating));
    Random random = new Random(3);
    Set<HealthState> seen = EnumSet.noneOf(HealthState.class);
    for (int i = 0; i < 300; i++) {
      lab.now += random.nextInt(20_000);
      lab.point("cpu", TAGS, random.nextInt(11));
      lab.point("all", TAGS, random.nextInt(11));
      assertThat(health()).isEqualTo(lab.state("agent").health());
      seen.add(health());
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(HealthState.CLEAR, HealthState.DEVIATING, HealthState.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'_type':'ArgumentMetricStreamRef','parameter':501,'stream':12} | arguments[0].stream: found 12, expected a stream of metrics of the same element",
        "{'_type':'ArgumentMetricStreamRef','parameter':501,'stream':11,'maxWindow':-1} | arguments[0].maxWindow: found -1, expected milliseconds from 1 to 3600000",
        "{'_type':'ArgumentMetricStreamId','parameter':501,'stream':12} | arguments[0].stream: found 12, expected a stream of metrics of the same element",
        "{'_type':'ArgumentStsEventStreamVal','parameter':501,'filter':'PROBLEM_EVENT'} | arguments[0].filter: found \"PROBLEM_EVENT\", expected ANOMALY_EVENT: checks see no other events of the platform",
        "{'_type':'ArgumentBaselineMetricStreamRef','parameter':501,'stream':11} | arguments[0]: found ArgumentBaselineMetricStreamRef, expected a value or a stream of metrics or events: others are not evaluated"
      })
  void aWrongArgumentIsTold(String argument, String message) {
    metrics("CLEAR");
    check(argument.replace('\'', '"'));

    assertThat(lab.state("n").error()).isEqualTo("CHECK_ERROR");
    assertThat(lab.states.get("n").message()).isEqualTo(message);
  }

  @Test
  void anArgumentForNoParameterIsTold() {
    metrics("CLEAR");
    check(SLIDING.replace("501", "777"));
    lab.point("cpu", TAGS, 1);

    assertThat(lab.state("n").message())
        .contains("arguments[0].parameter: found 777, expected one of the function's parameters");
  }

  @Test
  void whatAFunctionSaysBesidesIsKeptWithTheState() {
    metrics(
        """
        metrics[-1].point > 50
            ? [healthState: DEVIATING, detailedMessage: '**busy**', data: [load: 80], runState: RUNNING,
               causingEvents: [[title: 't', eventId: 'e', eventTimestamp: 7, eventType: 'x']]]
            : metrics[-1].point > 10 ? [runState: runStates.STOPPED] : CLEAR""");
    lab.point("cpu", TAGS, 80);
    assertThat(health()).isEqualTo(HealthState.DEVIATING);
    assertThat(lab.states.get("n").message()).isEqualTo("**busy**");
    assertThat(lab.states.get("n").details())
        .isEqualTo(
            new CheckDetails(
                "**busy**",
                List.of(new CheckDetails.CausingEvent("t", "e", 7, "x")),
                "{\"load\":80}",
                "RUNNING"));

    lab.point("cpu", TAGS, 20);
    assertThat(lab.evaluate()).as("a run state alone is a change").hasSize(1);
    assertThat(lab.states.get("n").details().runState()).isEqualTo("STOPPED");
    assertThat(lab.states.get("n").details().data()).contains("80");
    assertThat(lab.evaluate()).isEmpty();

    lab.point("cpu", TAGS, 1);
    assertThat(health()).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("n").details())
        .isEqualTo(new CheckDetails(null, List.of(), null, "STOPPED"));
  }

  @Test
  void dataThatAreTooLargeAreAnError() {
    metrics("[healthState: CLEAR, data: [text: 'x' * 9000]]");
    lab.point("cpu", TAGS, 1);

    assertThat(lab.state("n").error()).isEqualTo("CHECK_ERROR");
    assertThat(lab.states.get("n").message()).contains("data: found 90", "at most 8192");
  }

  @Test
  void aStreamThatIsStaleSaysSoAndComesBack() {
    TelemetryStream stream =
        new TelemetryStream(
            11,
            "MetricStream",
            "CPU",
            CPU.definition().replaceFirst("\\{", "{\"staleAfter\":90000,"));
    function("CLEAR", "metrics", "METRIC_STREAM");
    lab.templated(1, List.of(stream), definition(SLIDING));
    lab.point("cpu", TAGS, 1);
    assertThat(health()).isEqualTo(HealthState.CLEAR);

    lab.now += 89_999;
    assertThat(lab.evaluate()).isEmpty();
    lab.now += 1;
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);
    assertThat(lab.states.get("n").error()).isEqualTo("STALE_DATA_STREAM");
    assertThat(lab.states.get("n").message()).isEqualTo("no value of \"CPU\" for 90000 ms");
    lab.now += 90_000;
    assertThat(lab.evaluate()).isEmpty();

    lab.point("cpu", TAGS, 1);
    assertThat(health()).isEqualTo(HealthState.CLEAR);
    assertThat(lab.states.get("n").error()).isNull();
  }

  @Test
  void dataThatNeverCameAreToldUntilTheyDo() {
    metrics("metrics[-1].point > 50 ? DEVIATING : null");
    assertThat(lab.state("n").error()).isNull();

    lab.now += 60_000;
    assertThat(health()).isEqualTo(HealthState.UNKNOWN);
    assertThat(lab.states.get("n").error()).isEqualTo("STREAM_DATA_NOT_FOUND");
    assertThat(lab.states.get("n").message())
        .isEqualTo("nothing came in 60 s that is metric cpu with tags.app \"shop\"");

    lab.point("cpu", TAGS, 1);
    assertThat(lab.state("n").error()).as("the function says: no change").isNull();
    assertThat(lab.states.get("n").message()).isNull();
    lab.now += 600_000;
    assertThat(lab.evaluate()).as("it once came").isEmpty();
  }
}
