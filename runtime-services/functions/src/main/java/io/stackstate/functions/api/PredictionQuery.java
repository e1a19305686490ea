package io.stackstate.functions.api;

import groovy.lang.Closure;
import io.stackstate.functions.prediction.Prediction;
import io.stackstate.functions.prediction.Predictor;
import io.stackstate.functions.sandbox.PlainValue;
import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.metric.MetricPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A prediction as it is put together (query sheet, section 6.5). Its history is what the query
 * finds; it begins where that ends. Immutable.
 */
public final class PredictionQuery implements Pending, PlainValue {
  private static final int MOST_BY_ITSELF = 1_000;

  private final Predictor predictor;
  private final long horizon;
  private final Streaming query;

  /** 0: as many as the buckets of the query make of the horizon. */
  private final int points;

  private final boolean withHistory;
  private final Object historyStart;
  private final Object historyEnd;

  private PredictionQuery(
      Predictor predictor,
      long horizon,
      Streaming query,
      int points,
      boolean withHistory,
      Object historyStart,
      Object historyEnd) {
    this.predictor = predictor;
    this.horizon = horizon;
    this.query = query;
    this.points = points;
    this.withHistory = withHistory;
    this.historyStart = historyStart;
    this.historyEnd = historyEnd;
  }

  static PredictionQuery of(Predictor predictor, long horizon, Streaming query) {
    return new PredictionQuery(predictor, horizon, query, 0, false, null, null);
  }

  public PredictionQuery predictionPoints(Number count) {
    long number = count.longValue();
    if (number < 1 || number > Prediction.MAX_POINTS) {
      throw new ScriptApiException(
          "predictionPoints: found %d, expected 1 to %d".formatted(number, Prediction.MAX_POINTS));
    }
    return new PredictionQuery(
        predictor, horizon, query, (int) number, withHistory, historyStart, historyEnd);
  }

  /** The result has the history, too. */
  public PredictionQuery includeHistory() {
    return includeHistory(null, null);
  }

  /** Of the history what is not before this instant. */
  public PredictionQuery includeHistory(Object start) {
    return includeHistory(start, null);
  }

  /** Of the history what lies between. */
  public PredictionQuery includeHistory(Object start, Object end) {
    return new PredictionQuery(predictor, horizon, query, points, true, start, end);
  }

  public AsyncScriptResult then(Closure<?> next) {
    return result().then(next);
  }

  public AsyncScriptResult catchError(Closure<?> handler) {
    return result().catchError(handler);
  }

  @Override
  public AsyncScriptResult result() {
    return AsyncScriptResult.attempt(this::response);
  }

  private Map<String, Object> response() {
    Map<?, ?> found = series();
    Map<?, ?> asked = (Map<?, ?>) found.get("query");
    List<MetricPoint> history = points((Map<?, ?>) found.get("timeSeries"));
    if (history.isEmpty()) {
      throw new ScriptApiException(
          "Prediction: found no point between start and end of the query, expected some");
    }
    long end = ((Number) asked.get("endTime")).longValue();
    int count = points == 0 ? count(asked) : points;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("_type", "PredictionRequest");
    request.put("query", asked);
    request.put("predictor", predictor.name().toLowerCase(Locale.ROOT));
    request.put("horizon", horizon);
    request.put("predictionPointCount", count);
    request.put("historyResponse", withHistory);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("_type", "PredictionResponse");
    response.put("request", request);
    if (withHistory) {
      response.put("history", data(shownHistory(history, end)));
    }
    response.put("prediction", data(Prediction.after(history, predictor, end, horizon, count)));
    return response;
  }

  private Map<?, ?> series() {
    List<Object> found = query.stream().elements(Settling.MOST_STREAMED);
    if (found.size() != 1) {
      throw new ScriptApiException(
          "Prediction: found %d series, expected a query of one".formatted(found.size()));
    }
    return (Map<?, ?>) found.get(0);
  }

  private static List<MetricPoint> points(Map<?, ?> series) {
    List<MetricPoint> points = new ArrayList<>();
    for (Object each : (List<?>) series.get("points")) {
      List<?> pair = (List<?>) each;
      points.add(
          new MetricPoint(
              ((Number) pair.get(0)).longValue(), ((Number) pair.get(1)).doubleValue()));
    }
    return points;
  }

  private int count(Map<?, ?> asked) {
    long step = Buckets.automatic(horizon);
    if (asked.get("aggregation") instanceof Map<?, ?> aggregation) {
      step = ((Number) aggregation.get("bucketSize")).longValue();
    } else if (asked.get("step") instanceof Number given && given.longValue() > 0) {
      step = given.longValue();
    }
    return (int) Math.max(1, Math.min(MOST_BY_ITSELF, horizon / step));
  }

  private List<MetricPoint> shownHistory(List<MetricPoint> history, long end) {
    long from = historyStart == null ? Long.MIN_VALUE : InstantText.millis(historyStart, end);
    long to = historyEnd == null ? Long.MAX_VALUE : InstantText.millis(historyEnd, end);
    return history.stream()
        .filter(point -> point.timeMillis() >= from && point.timeMillis() < to)
        .toList();
  }

  /** The value comes before the time, unlike in series. */
  private static Map<String, Object> data(List<MetricPoint> points) {
    List<Object> pairs = new ArrayList<>(points.size());
    for (MetricPoint point : points) {
      List<Object> pair = new ArrayList<>(2);
      pair.add(point.value());
      pair.add(point.timeMillis());
      pairs.add(pair);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("_type", "MetricTelemetryData");
    data.put("data", pairs);
    data.put("dataFormat", new ArrayList<>(List.of("value", "timestamp")));
    data.put("isPartial", false);
    return data;
  }

  @Override
  public Object toPlain() {
    return result().get();
  }
}
