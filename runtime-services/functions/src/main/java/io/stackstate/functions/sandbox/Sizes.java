package io.stackstate.functions.sandbox;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/**
 * Sizes of values, looked at before native code works on them: what runs inside the JDK or Groovy
 * reports to no {@link Execution} and could take all memory or for ever.
 */
final class Sizes {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_DIGITS = 10_000;

  private Sizes() {}

  static long of(Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : 1;
  }

  /**
   * Refuses values whose text, hash or comparison would be unreasonably long to compute. Shared
   * parts count each time that they are met, as they do for the code that walks over the value.
   */
  static void requireWalkable(Object value) {
    if (value != null && !(value instanceof String) && !(value instanceof Number)) {
      walk(value, 0, 0, Execution.maxLength());
    }
  }

  private static long walk(Object value, long counted, int depth, int most) {
    if (depth > MAX_DEPTH) {
      throw new LimitExceeded(
          LimitExceeded.Resource.DEPTH, "a value nested deeper than %d".formatted(MAX_DEPTH));
    }
    long count = counted + 1;
    if (value instanceof String text) {
      count += text.length();
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        count = walk(entry.getKey(), count, depth + 1, most);
        count = walk(entry.getValue(), count, depth + 1, most);
      }
    } else if (value instanceof Collection<?> collection) {
      count = walkElements(collection, count, depth, most);
    } else if (value != null && !(value instanceof Number) && !(value instanceof Boolean)) {
      count = walkOther(value, count, depth, most);
    }
    if (count > most) {
      Execution.charge(count);
    }
    return count;
  }

  private static long walkElements(Collection<?> collection, long counted, int depth, int most) {
    if (collection instanceof InterruptibleRange || collection instanceof groovy.lang.Range) {
      return counted + collection.size();
    }
    long count = counted;
    for (Object element : collection) {
      count = walk(element, count, depth + 1, most);
    }
    return count;
  }

  private static long walkOther(Object value, long counted, int depth, int most) {
    if (value instanceof CharSequence text) {
      return value instanceof groovy.lang.GString ? counted : counted + text.length();
    }
    if (value instanceof Object[] array) {
      long count = counted;
      for (Object element : array) {
        count = walk(element, count, depth + 1, most);
      }
      return count;
    }
    return value.getClass().isArray() ? counted + Array.getLength(value) : counted;
  }

  /** Refuses numbers that take as much memory as a file. */
  static void requireModest(Object number) {
    boolean huge =
        (number instanceof BigDecimal decimal
                && (Math.abs((long) decimal.scale()) > MAX_DIGITS
                    || decimal.precision() > MAX_DIGITS))
            || (number instanceof BigInteger integer && integer.bitLength() > 4 * MAX_DIGITS);
    if (huge) {
      throw tooLong();
    }
  }

  /** The same for the text of a number, before it is parsed. */
  static String requireNumber(CharSequence text) {
    String number = text.toString();
    int exponent = Math.max(number.lastIndexOf('e'), number.lastIndexOf('E'));
    if (number.length() > MAX_DIGITS || (exponent >= 0 && number.length() - exponent > 7)) {
      throw tooLong();
    }
    return number;
  }

  /** The result of a power or shift: refused when its exponent is out of all proportion. */
  static void requireExponent(Object exponent) {
    if (exponent instanceof Number number && Math.abs(number.doubleValue()) > MAX_DIGITS) {
      throw tooLong();
    }
  }

  private static LimitExceeded tooLong() {
    return new LimitExceeded(
        LimitExceeded.Resource.MEMORY, "a number of more than %d digits".formatted(MAX_DIGITS));
  }
}
