package io.stackstate.telemetry.promql;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number. */
final class NumberFunctions {
  private static final double LN_2 = Math.log(2);
  private static final Map<String, DoubleUnaryOperator> ALL = new HashMap<>();

  static {
    ALL.put("abs", Math::abs);
    ALL.put("ceil", Math::ceil);
    ALL.put("floor", Math::floor);
    ALL.put("exp", Math::exp);
    ALL.put("ln", Math::log);
    ALL.put("log2", NumberFunctions::log2);
    ALL.put("log10", Math::log10);
    ALL.put("sqrt", Math::sqrt);
    ALL.put("sgn", value -> value < 0 ? -1 : value > 0 ? 1 : value);
    ALL.put("sin", Math::sin);
    ALL.put("cos", Math::cos);
    ALL.put("tan", Math::tan);
    ALL.put("asin", Math::asin);
    ALL.put("acos", Math::acos);
    ALL.put("atan", Math::atan);
    ALL.put("sinh", Math::sinh);
    ALL.put("cosh", Math::cosh);
    ALL.put("tanh", Math::tanh);
    ALL.put("asinh", NumberFunctions::asinh);
    ALL.put("acosh", value -> Math.log(value + Math.sqrt(value * value - 1)));
    ALL.put("atanh", value -> 0.5 * Math.log1p(2 * value / (1 - value)));
    ALL.put("deg", value -> value * 180 / Math.PI);
    ALL.put("rad", value -> value * Math.PI / 180);
  }

  private NumberFunctions() {}

  /** Null when there is none with this name. */
  static DoubleUnaryOperator named(String name) {
    return ALL.get(name);
  }

  /** Exact for powers of two. */
  private static double log2(double value) {
    if (!(value >= Double.MIN_NORMAL) || Double.isInfinite(value)) {
      return Math.log(value) / LN_2;
    }
    int exponent = Math.getExponent(value);
    return exponent + Math.log(Math.scalb(value, -exponent)) / LN_2;
  }

  private static double asinh(double value) {
    double size = Math.abs(value);
    if (size > 1e150) {
      return Math.copySign(Math.log(size) + LN_2, value);
    }
    double result = Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(result, value);
  }

  /** To a multiple of a number, half of it upwards. */
  static double round(double value, double to) {
    double inverse = 1 / to;
    return Math.floor(value * inverse + 0.5) / inverse;
  }
}
