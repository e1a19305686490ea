package io.stackstate.functions.sandbox;

/**
 * One call in a script, as {@link SandboxLinker} linked it: remembers the last two kinds of
 * receivers that were admitted, so that the check of a call in a loop is two comparisons. Threads
 * may overwrite each other's memory, which costs a check and nothing else.
 */
final class CallPoint {
  private static final Object NONE = new Object();

  private final AllowList list;
  private final String name;
  private final Interceptor interceptor;
  private Object first = NONE;
  private Object second = NONE;

  CallPoint(AllowList list, String name) {
    this.list = list;
    this.name = name;
    this.interceptor = Interceptors.of(name);
  }

  /** Before a method is called. */
  void admitCall(Object receiver) {
    Object key = Mediator.key(receiver);
    if (key == first || key == second) {
      return;
    }
    if (Mediator.admit(list, receiver, name)) {
      second = first;
      first = key;
    }
  }

  /** Before a constructor is called. */
  void admitConstruction(Object type, Object[] arguments) {
    Constructors.require(list, (Class<?>) type, arguments);
  }

  /** Before a value is cast; for targets that need it. */
  void admitCast(Class<?> target, Object value) {
    if (value == null || value.getClass() == first) {
      return;
    }
    Casts.require(list, value, target);
    first = value.getClass();
  }

  Object readProperty(Object receiver) {
    return Properties.get(list, receiver, name);
  }

  Object readPropertySafe(Object receiver) {
    return receiver == null ? null : Properties.get(list, receiver, name);
  }

  /** Whether the call is not left to Groovy. */
  boolean intercepts(Object receiver, Object argument) {
    return interceptor.applies(receiver, argument);
  }

  Object intercepted(Object receiver, Object[] arguments) {
    return interceptor.call(list, receiver, name, arguments);
  }
}
