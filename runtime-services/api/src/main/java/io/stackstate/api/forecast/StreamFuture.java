package io.stackstate.api.forecast;

import io.stackstate.functions.prediction.BestPredictor;
import io.stackstate.functions.prediction.Prediction;
import io.stackstate.functions.prediction.Predictor;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.util.List;

/**
 * A stream with its history and how it goes on.
 *
 * @param history means of buckets at the middle of each
 */
record StreamFuture(
    StreamDefinition stream,
    Predictor predictor,
    List<MetricPoint> history,
    List<MetricPoint> prediction) {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  /** Two weeks show what repeats itself weekly. */
  private static final long LONG = 14 * DAY;

  private static final long LONG_BUCKET = 20 * MINUTE;

  /** With fewer points there is no long history; the last day is looked at closely then. */
  private static final int FEW = 144;

  /** As often as the usual window of a check is long. */
  private static final long STEP = 5 * MINUTE;

  /**
   * @param now where the prediction begins, epoch milliseconds
   * @throws ForecastException when the stream has no points
   */
  static StreamFuture of(
      StreamDefinition stream, TimeSeriesSource store, long now, long horizonMillis)
      throws ForecastException, MetricsUnavailableException {
    List<MetricPoint> history = history(stream, store, now, LONG, LONG_BUCKET);
    if (history.size() < FEW) {
      history = history(stream, store, now, DAY, MINUTE);
    }
    if (history.isEmpty()) {
      throw new ForecastException(
          "no points of %s were found in the last day".formatted(stream.metric()));
    }
    Predictor predictor = BestPredictor.of(history, horizonMillis);
    int points = (int) (horizonMillis / STEP);
    return new StreamFuture(
        stream,
        predictor,
        history,
        Prediction.after(history, predictor, now, horizonMillis, points));
  }

  private static List<MetricPoint> history(
      StreamDefinition stream, TimeSeriesSource store, long now, long length, long bucket)
      throws ForecastException, MetricsUnavailableException {
    MetricQuery query =
        MetricQuery.points(stream.conditions(), stream.metric(), now - length, now)
            .aggregated(new Aggregation(AggregationMethod.MEAN, bucket), List.of());
    try {
      return store.query(query).stream()
          .map(TimeSeries::points)
          .flatMap(List::stream)
          .map(point -> new MetricPoint(point.timeMillis() + bucket / 2, point.value()))
          .toList();
    } catch (TooManyPointsException e) {
      throw new ForecastException(e.getMessage());
    }
  }
}
