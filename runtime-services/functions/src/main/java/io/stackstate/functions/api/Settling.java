package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Awaits what is pending in a value that a closure returned. */
final class Settling {
  /** Elements that streams may come to when nobody said how many: query sheet, section 5.2. */
  static final int MOST_STREAMED = 10_000;

  private Settling() {}

  /** Throws what failed. */
  static Object settled(Object value) {
    if (value instanceof Pending pending) {
      return pending.result().get();
    }
    if (value instanceof Streaming stream) {
      return stream.stream().elements(MOST_STREAMED);
    }
    if (value instanceof Collection<?> elements && hasPending(elements)) {
      return settledElements(elements);
    }
    return value;
  }

  private static boolean hasPending(Collection<?> elements) {
    for (Object element : elements) {
      if (element instanceof Pending || element instanceof Streaming) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> settledElements(Collection<?> elements) {
    List<Object> settled = new ArrayList<>(elements.size());
    int streamed = 0;
    for (Object element : elements) {
      Object value = settled(element);
      if (element instanceof Streaming) {
        streamed += ((Collection<?>) value).size();
        requireFew(streamed);
      }
      settled.add(value);
    }
    return settled;
  }

  private static void requireFew(int streamed) {
    if (streamed > MOST_STREAMED) {
      throw new ScriptApiException(
          "streams came to more than %d elements; collect fewer of them with collectStream"
              .formatted(MOST_STREAMED));
    }
  }
}
