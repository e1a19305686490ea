package io.stackstate.telemetry.metric;

import java.util.Objects;

/**
 * What a label must be, as PromQL says it. A label that a series has not is empty.
 *
 * @param label {@code __name__} for the name of the metric, {@code host}, or a tag
 * @param value for {@link Operator#REGEX} an expression that matches the whole value
 */
public record LabelMatcher(String label, Operator operator, String value) {
  /** How a label is compared. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    REGEX,
    NOT_REGEX
  }

  /** The label that holds the name of the metric. */
  public static final String NAME = "__name__";

  public LabelMatcher {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(value, "value");
  }
}
