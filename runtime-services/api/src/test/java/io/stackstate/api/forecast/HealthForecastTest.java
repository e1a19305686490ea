package io.stackstate.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.forecast.HealthForecast.Forecast;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.CheckRule;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.check.StreamKind;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Health sheet, section 11 and test case 63, with the functions of the pack. */
class HealthForecastTest implements TimeSeriesSource, MetricChecks.Functions {
  private static final long NOW = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final String SCRIPTS =
      "/io/stackstate/stackpacks/packs/common/provisioning/scripts/";
  private static final String URN = "urn:stackpack:common:check-function:metrics-";
  private static final FunctionCompiler COMPILER =
      new FunctionCompiler(20, Limits.FUNCTION.withTime(Duration.ofSeconds(20)));

  /** Of each metric its value at so many hours from now; it is there since so many hours. */
  private final Map<String, DoubleUnaryOperator> metrics = new HashMap<>();

  private final HealthForecast forecast = new HealthForecast(this, this, this::call);
  private int hoursOfHistory = 72;

  private FunctionResult.Check call(FunctionDefinition function, Map<String, Object> arguments)
      throws ForecastException {
    try {
      return (FunctionResult.Check) COMPILER.compile(function).call(arguments);
    } catch (ScriptException e) {
      throw new ForecastException(e.getMessage());
    }
  }

  @Override
  public List<TimeSeries> query(MetricQuery query) {
    long bucket = query.aggregation().bucketMillis();
    List<MetricPoint> points = new ArrayList<>();
    DoubleUnaryOperator metric = metrics.get(query.metricField());
    long begin = Math.max(query.startMillis(), NOW - hoursOfHistory * HOUR);
    for (long time = begin / bucket * bucket; metric != null && time < NOW; time += bucket) {
      // The mean of a line over a bucket is its value in the middle.
      double middle = (double) (time + bucket / 2 - NOW) / HOUR;
      points.add(new MetricPoint(time, metric.applyAsDouble(middle)));
    }
    return List.of(new TimeSeries(Map.of(), points));
  }

  @Override
  public Optional<JsonNode> byIdentifier(String urn) {
    String name = "Metrics " + urn.substring(URN.length()).replace('-', ' ');
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("_type", "CheckFunction").put("name", name).put("identifier", urn);
    String[] streams =
        urn.endsWith("ratio")
            ? new String[] {"numerator", "denominator"}
            : new String[] {"metrics"};
    int id = 100;
    for (String stream : streams) {
      parameter(node, id++, stream, "METRIC_STREAM");
    }
    parameter(node, id++, "criticalValue", "DOUBLE");
    parameter(node, id++, "deviatingValue", "DOUBLE");
    if (urn.endsWith("percentile")) {
      parameter(node, id, "percentile", "DOUBLE");
    }
    node.putArray("returnTypes").add("HEALTH_STATE");
    try (InputStream in = getClass().getResourceAsStream(SCRIPTS + name + ".groovy")) {
      node.put("script", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Optional.of(node);
  }

  private static void parameter(ObjectNode node, int id, String name, String type) {
    node.withArray("/parameters")
        .addObject()
        .put("_type", "Parameter")
        .put("id", id)
        .put("name", name)
        .put("type", type)
        .put("required", true);
  }

  @Override
  public Optional<JsonNode> byId(long id) {
    return id == 7 ? byIdentifier(URN + "maximum-last-value") : Optional.empty();
  }

  private static StreamDefinition stream(long id, String metric) {
    return new StreamDefinition(
        id,
        StreamKind.METRICS,
        "-" + id,
        metric,
        metric,
        List.of(new StreamCondition("host", "a")),
        null,
        null,
        null);
  }

  private List<Forecast> forecasts(CheckRule... rules) throws Exception {
    List<CheckDefinition> checks = new ArrayList<>();
    for (CheckRule rule : rules) {
      checks.add(
          new CheckDefinition(checks.size() + 1, "check " + checks.size(), null, null, rule));
    }
    return forecast.of(
        new ElementChecks(
            List.of(stream(1, "disk"), stream(2, "requests"), stream(3, "gone")), checks),
        NOW);
  }

  private static CheckRule threshold(
      CheckRule.Bound bound, CheckRule.Statistic statistic, double deviating, double critical) {
    double percentile = statistic == CheckRule.Statistic.PERCENTILE ? 90 : 0;
    return new CheckRule.MetricThreshold(
        bound, statistic, percentile, 1, deviating, critical, 5 * MINUTE);
  }

  private static List<HealthState> states(int hours, HealthState first, HealthState then) {
    List<HealthState> states = new ArrayList<>(Collections.nCopies(hours, first));
    states.addAll(Collections.nCopies(12 - hours, then));
    return states;
  }

  /** Case 63: the threshold of 90 is crossed in 5 hours. */
  @ParameterizedTest
  @EnumSource(CheckRule.Statistic.class)
  void aDiskThatFillsUpIsNotClearFromTheHourOnInWhichItCrosses(CheckRule.Statistic statistic)
      throws Exception {
    metrics.put("disk", t -> 90 + 2 * (t - 4.9));

    Forecast forecast = forecasts(threshold(CheckRule.Bound.MAXIMUM, statistic, 90, 200)).get(0);

    assertThat(forecast.error()).isNull();
    assertThat(forecast.states()).isEqualTo(states(4, HealthState.CLEAR, HealthState.DEVIATING));
    assertThat(forecast.streams())
        .singleElement()
        .satisfies(
            future -> {
              assertThat(future.prediction()).hasSize(144);
              assertThat(future.history()).isNotEmpty();
            });
  }

  @Test
  void aHistoryOfHoursIsEnough() throws Exception {
    hoursOfHistory = 5;
    metrics.put("disk", t -> 90 + 2 * (t - 4.9));

    assertThat(
            forecasts(threshold(CheckRule.Bound.MAXIMUM, CheckRule.Statistic.LAST, 90, 90))
                .get(0)
                .states())
        .isEqualTo(states(4, HealthState.CLEAR, HealthState.CRITICAL));
  }

  @Test
  void whatFallsMeetsItsMinimum() throws Exception {
    metrics.put("disk", t -> 10 - (t - 2.5));

    assertThat(
            forecasts(threshold(CheckRule.Bound.MINIMUM, CheckRule.Statistic.AVERAGE, 10, 0))
                .get(0)
                .states())
        .startsWith(HealthState.CLEAR, HealthState.CLEAR, HealthState.DEVIATING)
        .endsWith(HealthState.DEVIATING);
  }

  @Test
  void aRatioIsOfWhatBothBecome() throws Exception {
    metrics.put("disk", t -> 50 + 10 * t);
    metrics.put("requests", t -> 100);

    assertThat(
            forecasts(
                    new CheckRule.MetricRatio(
                        CheckRule.Statistic.AVERAGE, 1, 2, 0.895, 9, 5 * MINUTE))
                .get(0)
                .states())
        .isEqualTo(states(3, HealthState.CLEAR, HealthState.DEVIATING));
  }

  @Test
  void aDayIsFollowedByADay() throws Exception {
    metrics.put("disk", t -> 50 + 40 * Math.sin(2 * Math.PI * t / 24));

    Forecast forecast =
        forecasts(threshold(CheckRule.Bound.MAXIMUM, CheckRule.Statistic.LAST, 80, 200)).get(0);

    // 80 is exceeded from 3.24 to 8.76 hours.
    assertThat(forecast.states().subList(0, 3)).containsOnly(HealthState.CLEAR);
    assertThat(forecast.states().subList(3, 8)).containsOnly(HealthState.DEVIATING);
    assertThat(forecast.states().subList(8, 12)).containsOnly(HealthState.CLEAR);
  }

  /** The check of a template, which calls a function of the settings. */
  @Test
  void aFunctionOfTheSettingsDecides() throws Exception {
    metrics.put("disk", t -> 90 + 2 * (t - 4.9));
    ElementChecks checks =
        TemplateChecksReader.of(
            List.of(
                new TelemetryStream(
                    5,
                    "MetricStream",
                    "used",
                    "{\"query\":{\"metricField\":\"disk\",\"conditions\":[]}}")),
            List.of(
                new Check(
                    6,
                    "Full",
                    """
                    {"function":7,"arguments":[
                     {"_type":"ArgumentMetricStreamRef","parameter":100,"stream":5,"maxWindow":300000},
                     {"_type":"ArgumentDoubleVal","parameter":101,"value":95},
                     {"_type":"ArgumentDoubleVal","parameter":102,"value":90}]}
                    """)));

    Forecast forecast = this.forecast.of(checks, NOW).get(0);

    assertThat(forecast.error()).isNull();
    // 95 comes 2.5 hours after 90.
    assertThat(forecast.states().subList(0, 4)).containsOnly(HealthState.CLEAR);
    assertThat(forecast.states().subList(4, 7)).containsOnly(HealthState.DEVIATING);
    assertThat(forecast.states().subList(7, 12)).containsOnly(HealthState.CRITICAL);
  }

  @Test
  void oneThatCannotBeForecastHarmsNoOther() throws Exception {
    metrics.put("disk", t -> 1);

    List<Forecast> forecasts =
        forecasts(
            new CheckRule.MetricThreshold(
                CheckRule.Bound.MAXIMUM, CheckRule.Statistic.LAST, 0, 3, 1, 2, MINUTE),
            new CheckRule.Invalid("wrong"),
            new CheckRule.FunctionCall(99, "[]", List.of(1L), List.of(), MINUTE, false, false),
            new CheckRule.EventTag(1, "x"),
            threshold(CheckRule.Bound.MAXIMUM, CheckRule.Statistic.LAST, 5, 6));

    assertThat(forecasts)
        .extracting(Forecast::error)
        .containsExactly(
            "no points of gone were found in the last day", "there is no check function 99", null);
    assertThat(forecasts.get(2).states()).containsOnly(HealthState.CLEAR);
  }
}
