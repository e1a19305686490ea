package io.stackstate.functions;

import io.stackstate.functions.runtime.Copies;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What scripts of component actions get (query sheet, section 7.2): the component as the script API
 * shows it in full, but for its description, which is an {@code Optional}.
 */
final class ActionArguments {
  private static final String COMPONENT = "component";
  private static final String DESCRIPTION = "description";

  private ActionArguments() {}

  /** The variables of a run, which are its own. */
  static Map<String, Object> variables(Map<String, Object> arguments) {
    Map<String, Object> variables = new HashMap<>(Copies.map(arguments));
    if (variables.get(COMPONENT) instanceof Map<?, ?> given) {
      Map<String, Object> component = Copies.map(given);
      component.computeIfPresent(
          DESCRIPTION, (name, text) -> text instanceof Optional<?> ? text : Optional.of(text));
      component.putIfAbsent(DESCRIPTION, Optional.empty());
      variables.put(COMPONENT, component);
    }
    return variables;
  }
}
