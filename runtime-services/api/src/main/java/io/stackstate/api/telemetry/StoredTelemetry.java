package io.stackstate.api.telemetry;

import io.stackstate.functions.api.TelemetrySource;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.util.List;

/** The metrics that are stored, for scripts. Thread-safe. */
public final class StoredTelemetry implements TelemetrySource {
  private final MetricStore store;
  private final Promql promql;

  /** What answers PromQL, as {@link TelemetrySource#promql}. Thread-safe. */
  @FunctionalInterface
  public interface Promql {
    Object data(String query, long startMillis, long endMillis, long stepMillis)
        throws MetricsUnavailableException, TooManyPointsException;
  }

  public StoredTelemetry(MetricStore store, Promql promql) {
    this.store = store;
    this.promql = promql;
  }

  @Override
  public List<TimeSeries> query(MetricQuery query) {
    try {
      return store.query(query);
    } catch (MetricsUnavailableException | TooManyPointsException e) {
      throw new ScriptApiException("Telemetry: " + e.getMessage());
    }
  }

  @Override
  public Object promql(String query, long startMillis, long endMillis, long stepMillis) {
    try {
      return promql.data(query, startMillis, endMillis, stepMillis);
    } catch (MetricsUnavailableException | TooManyPointsException e) {
      throw new ScriptApiException("Telemetry: " + e.getMessage());
    }
  }
}
