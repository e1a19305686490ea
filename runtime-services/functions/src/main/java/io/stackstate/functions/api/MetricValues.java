package io.stackstate.functions.api;

import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries for metrics and what they find as plain values, which travel between processes. A query
 * is {@code {conditions: [{key, value}], metricField, aggregation: {method, bucketMillis}, groupBy,
 * startMillis, endMillis, limit}}, a series {@code {groups, points: [[epoch milliseconds,
 * value]]}}.
 */
public final class MetricValues {
  private MetricValues() {}

  public static Map<String, Object> of(MetricQuery query) {
    Map<String, Object> plain = new LinkedHashMap<>();
    List<Object> conditions = new ArrayList<>();
    query.conditions().forEach(each -> conditions.add(condition(each)));
    plain.put("conditions", conditions);
    plain.put("metricField", query.metricField());
    if (query.aggregation() != null) {
      Map<String, Object> aggregation = new LinkedHashMap<>();
      aggregation.put("method", query.aggregation().method().name());
      aggregation.put("bucketMillis", query.aggregation().bucketMillis());
      plain.put("aggregation", aggregation);
    }
    plain.put("groupBy", new ArrayList<>(query.groupBy()));
    plain.put("startMillis", query.startMillis());
    plain.put("endMillis", query.endMillis());
    plain.put("limit", query.limit());
    return plain;
  }

  static Map<String, Object> condition(StreamCondition condition) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", condition.key());
    fields.put("value", condition.value());
    return fields;
  }

  /** The query that {@link #of(MetricQuery)} made this of. */
  public static MetricQuery query(Map<?, ?> plain) {
    List<StreamCondition> conditions = new ArrayList<>();
    for (Object each : (List<?>) plain.get("conditions")) {
      Map<?, ?> fields = (Map<?, ?>) each;
      conditions.add(new StreamCondition((String) fields.get("key"), (String) fields.get("value")));
    }
    List<String> groupBy = new ArrayList<>();
    ((List<?>) plain.get("groupBy")).forEach(each -> groupBy.add((String) each));
    return new MetricQuery(
        conditions,
        (String) plain.get("metricField"),
        plain.get("aggregation") instanceof Map<?, ?> fields ? aggregation(fields) : null,
        groupBy,
        number(plain, "startMillis"),
        number(plain, "endMillis"),
        (int) number(plain, "limit"));
  }

  private static Aggregation aggregation(Map<?, ?> fields) {
    return new Aggregation(
        AggregationMethod.valueOf((String) fields.get("method")), number(fields, "bucketMillis"));
  }

  private static long number(Map<?, ?> plain, String name) {
    return ((Number) plain.get(name)).longValue();
  }

  public static List<Map<String, Object>> of(List<TimeSeries> series) {
    List<Map<String, Object>> all = new ArrayList<>(series.size());
    for (TimeSeries each : series) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("groups", new LinkedHashMap<>(each.groups()));
      plain.put("points", points(each.points()));
      all.add(plain);
    }
    return all;
  }

  static List<Object> points(List<MetricPoint> points) {
    List<Object> plain = new ArrayList<>(points.size());
    for (MetricPoint point : points) {
      List<Object> pair = new ArrayList<>(2);
      pair.add(point.timeMillis());
      pair.add(point.value());
      plain.add(pair);
    }
    return plain;
  }

  /**
   * The series that {@link #of(List)} made these of.
   *
   * @throws ClassCastException when they are something else
   */
  public static List<TimeSeries> series(List<?> plain) {
    List<TimeSeries> all = new ArrayList<>(plain.size());
    for (Object each : plain) {
      Map<?, ?> fields = (Map<?, ?>) each;
      Map<String, String> groups = new LinkedHashMap<>();
      ((Map<?, ?>) fields.get("groups"))
          .forEach((name, value) -> groups.put((String) name, (String) value));
      List<MetricPoint> points = new ArrayList<>();
      for (Object pair : (List<?>) fields.get("points")) {
        List<?> both = (List<?>) pair;
        points.add(
            new MetricPoint(
                ((Number) both.get(0)).longValue(), ((Number) both.get(1)).doubleValue()));
      }
      all.add(new TimeSeries(groups, points));
    }
    return all;
  }
}
