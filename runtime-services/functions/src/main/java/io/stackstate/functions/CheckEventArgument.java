package io.stackstate.functions;

import io.stackstate.functions.runtime.AnomalyEvent;
import java.util.Map;

/**
 * What check functions get of an event: a map that says what it is, of which they see an object.
 */
final class CheckEventArgument {
  private static final String TYPE = "AnomalyEvent";

  private CheckEventArgument() {}

  static boolean isOne(Object given) {
    return given instanceof Map<?, ?> map && TYPE.equals(map.get("_type"));
  }

  /** What a script sees of {@linkplain #isOne one}. */
  static AnomalyEvent value(Object given) {
    return new AnomalyEvent((Map<?, ?>) given);
  }
}
