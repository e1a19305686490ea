package io.stackstate.telemetry.promql.syntax;

import java.util.Arrays;

/** Operators between two operands. */
public enum BinaryOperator {
  ADD("+"),
  SUB("-"),
  MUL("*"),
  DIV("/"),
  MOD("%"),
  POW("^"),
  ATAN2("atan2"),
  EQUAL("=="),
  UNEQUAL("!="),
  GREATER(">"),
  LESS("<"),
  GREATER_OR_EQUAL(">="),
  LESS_OR_EQUAL("<="),
  AND("and"),
  OR("or"),
  UNLESS("unless");

  private final String text;

  BinaryOperator(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public boolean isComparison() {
    return ordinal() >= EQUAL.ordinal() && ordinal() <= LESS_OR_EQUAL.ordinal();
  }

  public boolean isSet() {
    return ordinal() >= AND.ordinal();
  }

  static BinaryOperator of(String text) {
    return Arrays.stream(values())
        .filter(operator -> operator.text.equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no operator: " + text));
  }

  /** What a comparison says; of numbers, as IEEE 754 has it. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case UNEQUAL -> left != right;
      case GREATER -> left > right;
      case LESS -> left < right;
      case GREATER_OR_EQUAL -> left >= right;
      case LESS_OR_EQUAL -> left <= right;
      default -> throw new IllegalStateException(text + " compares nothing");
    };
  }

  /** What an arithmetic operator makes of two numbers. */
  public double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case MOD -> left % right;
      case POW -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> throw new IllegalStateException(text + " calculates nothing");
    };
  }

  /** As C has it, from which Java differs: 1 to any power, and -1 to an infinite one, is 1. */
  private static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }
}
