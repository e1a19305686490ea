package io.stackstate.functions.template;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What values mean to blocks and how they print (topology sheet, section 4.2). */
final class Truth {
  private Truth() {}

  /** Missing, null, false, {@code ""}, zero and empty collections are false. */
  static boolean of(Object value) {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof CharSequence text) {
      return text.length() > 0;
    }
    if (value instanceof Collection<?> items) {
      return !items.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof Object[] array) {
      return array.length > 0;
    }
    return !(value instanceof Optional<?> optional) || optional.isPresent();
  }
}
