package io.stackstate.api.telemetry;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a metric query from the body of a request; what is wrong is a 400 that names the field. The
 * form is that of {@link io.stackstate.functions.api.MetricValues}.
 */
final class MetricQueryRequest {
  private static final String MILLIS = "epoch milliseconds";

  /** The end of the year 9999, epoch milliseconds: sums of such times are never too large. */
  private static final long LATEST = 253_402_300_799_999L;

  private MetricQueryRequest() {}

  static MetricQuery read(JsonFields body) {
    String metric = body.requiredText("metricField");
    Aggregation aggregation =
        body.has("aggregation") ? aggregation(body.object("aggregation")) : null;
    List<String> groupBy = body.texts("groupBy");
    if (aggregation == null && !groupBy.isEmpty()) {
      throw body.bad("groupBy", "no fields without an aggregation");
    }
    long start = millis(body, "startMillis");
    long end = millis(body, "endMillis");
    if (end < start) {
      throw body.bad("endMillis", "not less than startMillis");
    }
    return new MetricQuery(
        conditions(body.objects("conditions")),
        metric,
        aggregation,
        groupBy,
        start,
        end,
        limit(body));
  }

  private static List<StreamCondition> conditions(List<JsonFields> given) {
    List<StreamCondition> conditions = new ArrayList<>();
    for (JsonFields each : given) {
      Object value = each.plain("value");
      if (value instanceof List<?>) {
        throw each.bad("value", "a string, a number, true or false");
      }
      conditions.add(new StreamCondition(each.requiredText("key"), String.valueOf(value)));
    }
    return conditions;
  }

  private static Aggregation aggregation(JsonFields given) {
    AggregationMethod method =
        AggregationMethod.of(given.requiredText("method"))
            .orElseThrow(
                () -> given.bad("method", JsonFields.oneOf(List.of(AggregationMethod.values()))));
    String expected = "a whole number of milliseconds above 0";
    long bucket =
        given
            .whole("bucketMillis", 1, expected)
            .orElseThrow(() -> given.bad("bucketMillis", expected));
    return new Aggregation(method, Math.min(bucket, LATEST));
  }

  private static long millis(JsonFields body, String field) {
    // Clients write the largest number for an interval that has no end.
    return Math.min(
        LATEST, body.whole(field, 0, MILLIS).orElseThrow(() -> body.bad(field, MILLIS)));
  }

  private static int limit(JsonFields body) {
    String expected = "a whole number from 1 to " + MetricQuery.MAX_POINTS;
    long limit = body.whole("limit", 1, expected).orElse((long) MetricQuery.MAX_POINTS);
    if (limit > MetricQuery.MAX_POINTS) {
      throw ApiException.badField("limit", Long.toString(limit), expected);
    }
    return (int) limit;
  }
}
