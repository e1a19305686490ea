package io.stackstate.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.forecast.HealthForecast.Forecast;
import io.stackstate.functions.prediction.Predictor;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.check.StreamKind;
import io.stackstate.model.metric.MetricPoint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastReportTest {
  private static final StreamFuture FUTURE =
      new StreamFuture(
          new StreamDefinition(
              7, StreamKind.METRICS, null, "Disk {use}", "disk", List.of(), null, null, null, 0),
          Predictor.LINEAR,
          List.of(new MetricPoint(1, 2.5)),
          List.of(new MetricPoint(3, 4.5)));

  @Test
  void statesAreATableAndStreamsAreCurves() {
    List<HealthState> states = Collections.nCopies(HealthForecast.HOURS, HealthState.DEVIATING);

    Map<String, Object> report =
        ForecastReport.of(
            "db-1",
            List.of(
                new Forecast(1, "disk", "f", states, List.of(FUTURE), null),
                new Forecast(2, "load", null, List.of(), List.of(), "no points <found>")));

    assertThat(report)
        .containsEntry("_type", "ShowStmlReport")
        .containsEntry("name", "Health forecast of db-1");
    assertThat((String) report.get("stml"))
        .isEqualTo(
            """
            # Health forecast of db-1

            States at the end of each of the next 12 hours:

            <heatmap rows={checks} cols={hours} cells={states}></heatmap>

            * load is not forecast: no points  found

            ## disk: Disk  use

            <auto-widget data={stream3}></auto-widget>
            """);
    Map<?, ?> data = (Map<?, ?>) report.get("data");
    assertThat(data.get("checks")).isEqualTo(List.of("disk"));
    assertThat(((List<?>) data.get("hours")).size()).isEqualTo(12);
    assertThat(((List<?>) data.get("hours")).get(0)).isEqualTo("+1h");
    assertThat(data.get("states"))
        .isEqualTo(List.of(Collections.nCopies(HealthForecast.HOURS, "DEVIATING")));
    assertThat(data.get("stream3").toString()).contains("prediction={").contains("[[4.5, 3]]");
  }

  @Test
  void aComponentWithoutChecksOnMetricsHasAShortReport() {
    assertThat((String) ForecastReport.of("x", List.of()).get("stml"))
        .isEqualTo("# Health forecast of x\n\nIt has no checks on metrics.\n");
  }
}
