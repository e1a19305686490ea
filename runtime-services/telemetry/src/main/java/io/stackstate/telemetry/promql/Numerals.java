package io.stackstate.telemetry.promql;

import java.math.BigDecimal;

/** Numbers as Prometheus writes them: the fewest digits that are read as the same number. */
public final class Numerals {
  private static final double SMALL = 1e-6;
  private static final double LARGE = 1e21;

  private Numerals() {}

  /** As answers have it: {@code 12.5}, {@code 1e+21}, {@code 1e-07}, {@code +Inf}, {@code NaN}. */
  public static String text(double value) {
    double size = Math.abs(value);
    if (value != 0 && (size < SMALL || size >= LARGE) && Double.isFinite(value)) {
      return scientific(value);
    }
    return plain(value);
  }

  /** Without an exponent, however long it becomes. */
  static String plain(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    } else if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    long whole = (long) value;
    return whole == value && Math.abs(value) < 1e15
        ? Long.toString(whole)
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String scientific(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    int size = Math.abs(exponent);
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }
}
