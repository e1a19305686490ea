package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import java.util.Arrays;

/**
 * {@code object.&method} and {@code Type::method}: every call of it goes through the {@link Gate}
 * like any other.
 */
final class MethodPointer extends Closure<Object> {
  private static final long serialVersionUID = 1;

  private final transient Object receiver;
  private final String name;

  MethodPointer(Object receiver, String name) {
    super(receiver, receiver);
    this.receiver = receiver;
    this.name = name;
    this.maximumNumberOfParameters = 1;
    this.parameterTypes = new Class<?>[] {Object.class};
  }

  /** Called by Groovy. */
  public Object doCall(Object... arguments) {
    return call(arguments);
  }

  @Override
  public Object call(Object... arguments) {
    AllowList list = Execution.allowed();
    if (receiver instanceof Class<?> type) {
      if (name.equals("new")) {
        return Constructors.construct(list, type, arguments);
      }
      if (!list.allowsStatic(type, name) && arguments.length > 0) {
        Object[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        return Gate.invoke(list, arguments[0], name, rest);
      }
    }
    return Gate.invoke(list, receiver, name, arguments);
  }
}
