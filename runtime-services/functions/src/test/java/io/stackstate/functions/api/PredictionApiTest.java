package io.stackstate.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionResult.Plain;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.functions.script.ScriptException;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Query sheet 6.5 and S12h of 15.3. */
class PredictionApiTest implements TelemetrySource {
  private static final long NOW = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final String SOURCE = "Telemetry.query('StackState Metrics', ";
  private static final FunctionCompiler COMPILER =
      new FunctionCompiler(20, Limits.FUNCTION.withTime(Duration.ofSeconds(20)));

  private final ScriptApis apis =
      new ScriptApis(new Landscape()::snapshot, ViewSource.NONE, () -> Instant.ofEpochMilli(NOW))
          .measuring(this);
  private List<TimeSeries> found = List.of();

  @Override
  public List<TimeSeries> query(MetricQuery query) {
    return found;
  }

  @Override
  public Object promql(String query, long startMillis, long endMillis, long stepMillis) {
    throw new AssertionError("nobody asks this");
  }

  private Object run(String body) throws ScriptException {
    FunctionDefinition script =
        new FunctionDefinition(
            FunctionKind.EVENT_HANDLER, "script", Optional.empty(), List.of(), body, true);
    return ((Plain) COMPILER.compile(script).run(Map.of(), apis).result()).value();
  }

  private ScriptException failure(String body) {
    return catchThrowableOfType(ScriptException.class, () -> run(body));
  }

  @Test
  void aPredictionGoesOnFromTheEndOfItsQuery() throws Exception {
    List<MetricPoint> line = new ArrayList<>();
    for (long time = NOW - 24 * HOUR; time < NOW; time += 60_000) {
      line.add(new MetricPoint(time, (double) (time - NOW) / HOUR));
    }
    found = List.of(new TimeSeries(Map.of(), line));
    String query = SOURCE + "\"name = 'm'\").start('-1d').compileQuery()";

    Map<?, ?> response =
        (Map<?, ?>)
            run(
                "Prediction.predictMetrics(\"linear\", \"4h\", "
                    + query
                    + ").includeHistory('-1h').predictionPoints(8)");

    Map<?, ?> prediction = (Map<?, ?>) response.get("prediction");
    assertThat(prediction.get("_type")).isEqualTo("MetricTelemetryData");
    assertThat(prediction.get("dataFormat")).isEqualTo(List.of("value", "timestamp"));
    assertThat((List<?>) prediction.get("data"))
        .hasSize(8)
        .last()
        .satisfies(
            point -> {
              assertThat((Double) ((List<?>) point).get(0)).isCloseTo(4, within(0.01));
              assertThat(((List<?>) point).get(1)).isEqualTo(NOW + 4 * HOUR);
            });
    assertThat((List<?>) ((Map<?, ?>) response.get("history")).get("data")).hasSize(60);
    Map<?, ?> request = (Map<?, ?>) response.get("request");
    assertThat(request.get("predictionPointCount")).isEqualTo(8);
    assertThat(request.get("horizon")).isEqualTo(4 * HOUR);
    assertThat(((Map<?, ?>) request.get("query")).get("_type")).isEqualTo("TelemetryMetricQuery");
    assertThat(run("Prediction.predictMetrics('hmn', '1h', " + query + ").then { it.history }"))
        .isNull();
  }

  @Test
  void aPredictionNeedsOneSeriesWithPoints() {
    found = List.of(new TimeSeries(Map.of(), List.of()));
    String query = SOURCE + "\"name = 'm'\")";
    assertThat(failure("Prediction.predictMetrics('fft', '4h', " + query + ")"))
        .hasMessageContaining("found no point between start and end");
    found = List.of();
    assertThat(failure("Prediction.predictMetrics('fft', '4h', " + query + ")"))
        .hasMessageContaining("found 0 series, expected a query of one");
    assertThat(failure("Prediction.predictMetrics('arima', '4h', " + query + ")"))
        .hasMessageContaining("found \"arima\", expected one of [fft, linear, hmn]");
    assertThat(failure("Prediction.predictMetrics('fft', '4', " + query + ")"))
        .hasMessageContaining("horizon: found \"4\"");
  }
}
