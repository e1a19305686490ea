package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.Samples;
import java.util.List;

/** What a query is answered with. Times are epoch milliseconds. */
public sealed interface PromqlResult {
  record Scalar(long timeMillis, double value) implements PromqlResult {}

  record Text(long timeMillis, String value) implements PromqlResult {}

  /** Series with one point each, in the order that the query gives them. */
  record Vector(List<Samples> series) implements PromqlResult {}

  /** Series with one point at least, in order of their labels. */
  record Matrix(List<Samples> series) implements PromqlResult {}
}
