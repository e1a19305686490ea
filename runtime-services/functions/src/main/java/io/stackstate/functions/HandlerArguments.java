package io.stackstate.functions;

import io.stackstate.functions.runtime.Copies;
import io.stackstate.functions.runtime.HandlerEvent;
import io.stackstate.functions.runtime.HandlerView;
import java.util.Map;

/**
 * What functions of event handlers get from the platform: maps that say what they are, of which
 * scripts see objects (health sheet, section 9.3).
 */
final class HandlerArguments {
  private static final String VIEW = "QueryView";

  private HandlerArguments() {}

  /** Whether it is a view or an event. */
  static boolean isOurs(Object given) {
    return isView(given) || isEvent(given);
  }

  private static boolean isView(Object given) {
    return given instanceof Map<?, ?> map && VIEW.equals(map.get("_type"));
  }

  private static boolean isEvent(Object given) {
    return given instanceof Map<?, ?> map && map.containsKey("triggeredTimestamp");
  }

  /** What a script sees of a value. */
  static Object value(Object given) {
    if (isView(given)) {
      return new HandlerView((Map<?, ?>) given);
    }
    return isEvent(given) ? new HandlerEvent((Map<?, ?>) given) : Copies.value(given);
  }
}
