package io.stackstate.synchronization.program;

import io.stackstate.synchronization.mapping.ElementException;
import java.util.Map;

/**
 * Which action applies to which type: the first entry of that type, or else the default one.
 *
 * @param otherwise null when there is none
 */
record Actions(Map<String, Action> byType, Action otherwise) {

  Action of(String type) throws ElementException {
    Action action = byType.getOrDefault(type, otherwise);
    if (action == null) {
      throw new ElementException(
          "Mapping", "type \"" + type + "\" has no action, and there is no default action");
    }
    return action;
  }
}
