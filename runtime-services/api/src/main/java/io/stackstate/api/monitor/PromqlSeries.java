package io.stackstate.api.monitor;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.metrics.PromqlFailure;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.telemetry.promql.PromqlException;
import io.stackstate.telemetry.promql.PromqlResult;
import io.stackstate.telemetry.promql.syntax.PromqlSyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The series that PromQL finds in the stored metrics. */
public final class PromqlSeries implements SeriesLabels {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final PromqlEngine engine;
  private final InstantSource clock;

  public PromqlSeries(PromqlEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Map<String, String>> of(String query, int most) {
    try {
      PromqlResult result = engine.instant(query, clock.millis(), PATIENCE, () -> false);
      return series(result).stream().map(Samples::labels).limit(most).toList();
    } catch (PromqlSyntaxException e) {
      throw ApiException.of(400, "metricQuery: " + e.getMessage());
    } catch (PromqlException e) {
      throw ApiException.of(PromqlFailure.of(e).status(), "metricQuery: " + e.getMessage());
    } catch (MetricsUnavailableException e) {
      throw ApiException.of(503, "metrics cannot be read: " + e.getMessage());
    }
  }

  private static List<Samples> series(PromqlResult result) {
    if (result instanceof PromqlResult.Vector vector) {
      return vector.series();
    }
    return result instanceof PromqlResult.Matrix matrix ? matrix.series() : List.of();
  }
}
