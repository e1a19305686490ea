package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a metric query asks besides its conditions.
 *
 * @param metricField null when the condition {@code name} says which metric it is
 * @param method null for points as they came
 * @param bucketMillis 0 for one that suits the interval
 * @param start null for the first data; an instant in any form, as is {@code end}
 * @param end null for now
 */
record MetricOptions(
    String metricField,
    AggregationMethod method,
    long bucketMillis,
    List<String> groupBy,
    Object start,
    Object end,
    int limit) {
  static final MetricOptions NONE =
      new MetricOptions(null, null, 0, List.of(), null, null, MetricQuery.MAX_POINTS);

  MetricOptions of(String metric) {
    return new MetricOptions(metric, method, bucketMillis, groupBy, start, end, limit);
  }

  /**
   * @throws ScriptApiException naming what is no method or no bucket
   */
  MetricOptions aggregated(Object by, Object bucketSize) {
    long bucket =
        bucketSize instanceof Number millis
            ? millis.longValue()
            : InstantText.duration("aggregation", bucketSize);
    if (bucket < 1) {
      throw new ScriptApiException(
          "aggregation: found a bucket of %s, expected more than 0, such as 1m"
              .formatted(bucketSize));
    }
    return summedUp(method(by), bucket);
  }

  MetricOptions summedUp(AggregationMethod by, long bucket) {
    return new MetricOptions(metricField, by, bucket, groupBy, start, end, limit);
  }

  static AggregationMethod method(Object text) {
    return AggregationMethod.of(String.valueOf(text))
        .orElseThrow(
            () ->
                new ScriptApiException(
                    "aggregation: found \"%s\", expected one of %s"
                        .formatted(text, Arrays.toString(AggregationMethod.values()))));
  }

  MetricOptions groupedBy(Object... fields) {
    List<String> names = new ArrayList<>();
    for (Object field : fields) {
      names.add(String.valueOf(field));
    }
    return new MetricOptions(metricField, method, bucketMillis, names, start, end, limit);
  }

  MetricOptions from(Object instant) {
    return new MetricOptions(metricField, method, bucketMillis, groupBy, instant, end, limit);
  }

  MetricOptions to(Object instant) {
    return new MetricOptions(metricField, method, bucketMillis, groupBy, start, instant, limit);
  }

  MetricOptions limited(long points) {
    if (points < 1 || points > MetricQuery.MAX_POINTS) {
      throw new ScriptApiException(
          "limit: found %d, expected 1 to %d".formatted(points, MetricQuery.MAX_POINTS));
    }
    return new MetricOptions(metricField, method, bucketMillis, groupBy, start, end, (int) points);
  }
}
