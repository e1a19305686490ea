package io.stackstate.telemetry.promql;

import java.util.List;

/** What an expression is at all steps; not to be changed. */
sealed interface Value {
  /** A number for each step. */
  record Scalar(double[] values) implements Value {}

  record Text(String value) implements Value {}

  record Vector(List<Row> rows) implements Value {}
}
