package io.stackstate.functions.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The text of a value, and its form inside a JSON string. */
final class Printing {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Printing() {}

  /** Null prints as nothing, numbers without exponent, collections as JSON. */
  static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map || value instanceof Collection || value instanceof Object[]) {
      return json(value);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(Printing::text).orElse("");
    }
    return value.toString();
  }

  private static String number(Number value) {
    if (value instanceof Double || value instanceof Float) {
      double number = value.doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        return value.toString();
      }
      long integral = (long) number;
      return integral == number && Math.abs(integral) < 1L << 53
          ? Long.toString(integral)
          : plain(new BigDecimal(value.toString()));
    }
    return value instanceof BigDecimal decimal ? plain(decimal) : value.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      return value.toString();
    }
  }

  /** Appends {@code text} as the inside of a JSON string. */
  static void escape(CharSequence text, StringBuilder out) {
    int start = 0;
    int end = text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.append(text, start, i);
      start = i + 1;
      escape(c, out);
    }
    out.append(text, start, end);
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
    }
  }
}
