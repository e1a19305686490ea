package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.util.List;

/** Where scripts get metrics. Thread-safe. */
public interface TelemetrySource {
  /** Has none. */
  TelemetrySource NONE =
      new TelemetrySource() {
        @Override
        public List<TimeSeries> query(MetricQuery query) {
          throw new ScriptApiException("Telemetry is not available here");
        }

        @Override
        public Object promql(String query, long startMillis, long endMillis, long stepMillis) {
          throw new ScriptApiException("Telemetry is not available here");
        }
      };

  /**
   * One series without groups, even when it has no point, or one for each group that has points.
   *
   * @throws ScriptApiException when there is no answer, with a message for the script's author
   */
  List<TimeSeries> query(MetricQuery query);

  /**
   * What a query in PromQL gives.
   *
   * @param startMillis epoch milliseconds; an instant query has the same as {@code endMillis}
   * @param stepMillis 0 for an instant query
   * @return {@code data} as Prometheus answers it, {@code {resultType, result}}, of maps, lists and
   *     texts; the caller may change it
   * @throws ScriptApiException as {@link #query}
   */
  Object promql(String query, long startMillis, long endMillis, long stepMillis);
}
