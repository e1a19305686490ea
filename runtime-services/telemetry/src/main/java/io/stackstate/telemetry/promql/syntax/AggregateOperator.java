package io.stackstate.telemetry.promql.syntax;

import java.util.Locale;

/** Operators that make one series, or a few, of each group of series. */
public enum AggregateOperator {
  SUM,
  AVG,
  MIN,
  MAX,
  COUNT,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK(ValueType.SCALAR),
  BOTTOMK(ValueType.SCALAR),
  QUANTILE(ValueType.SCALAR),
  COUNT_VALUES(ValueType.STRING);

  private final ValueType parameter;

  AggregateOperator() {
    this(null);
  }

  AggregateOperator(ValueType parameter) {
    this.parameter = parameter;
  }

  /** The type of its first argument; null when there is only the vector. */
  public ValueType parameter() {
    return parameter;
  }

  /** As queries write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
