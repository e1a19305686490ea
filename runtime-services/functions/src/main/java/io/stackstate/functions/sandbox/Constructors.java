package io.stackstate.functions.sandbox;

import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Construction of objects by scripts. */
final class Constructors {
  private Constructors() {}

  static void require(AllowList list, Class<?> type, Object[] arguments) {
    if (Mediator.isScriptClass(type)) {
      return;
    }
    if (!list.allowsConstructor(type)) {
      throw SandboxViolation.at("constructing %s is not allowed".formatted(Mediator.nameOf(type)));
    }
    for (Object argument : arguments) {
      if (argument instanceof Integer size && !Number.class.isAssignableFrom(type)) {
        Execution.charge(Math.max(size, 0));
      } else if (argument instanceof CharSequence text && Number.class.isAssignableFrom(type)) {
        Sizes.requireNumber(text);
      } else if (argument instanceof Map && !Map.class.isAssignableFrom(type)) {
        // Groovy would set properties of the new object by the names in the map.
        throw SandboxViolation.at(
            "constructing %s from a map is not allowed".formatted(Mediator.nameOf(type)));
      }
    }
  }

  static Object construct(AllowList list, Class<?> type, Object[] arguments) {
    require(list, type, arguments);
    return InvokerHelper.invokeConstructorOf(type, arguments);
  }
}
