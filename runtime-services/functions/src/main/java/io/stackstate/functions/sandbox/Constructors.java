package io.stackstate.functions.sandbox;

import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Construction of objects by scripts. */
final class Constructors {
  private Constructors() {}

  static void requireType(AllowList list, Class<?> type) {
    if (!Mediator.isScriptClass(type) && !list.allowsConstructor(type)) {
      throw SandboxViolation.at("constructing %s is not allowed".formatted(Mediator.nameOf(type)));
    }
  }

  static void requireArguments(Class<?> type, Object[] arguments) {
    if (arguments.length == 0 || Mediator.isScriptClass(type)) {
      return;
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
    requireType(list, type);
    requireArguments(type, arguments);
    return InvokerHelper.invokeConstructorOf(type, arguments);
  }
}
