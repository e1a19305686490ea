package io.stackstate.functions.sandbox;

import groovy.lang.Closure;

/**
 * What one place in a script was allowed before, so that the same is not decided again. Threads may
 * overwrite each other's memory, which costs a check and nothing else.
 */
final class CallPoint {
  private static final Object NONE = new Object();

  private final AllowList list;
  private final String name;
  private Object first = NONE;
  private Object second = NONE;
  private ClosureShape shape = ClosureShape.NONE;

  CallPoint(AllowList list, String name) {
    this.list = list;
    this.name = name;
  }

  AllowList allowed() {
    return list;
  }

  /**
   * Before a method is called.
   *
   * @return whether the permission holds for every receiver of the same class
   */
  boolean admitCall(Object receiver) {
    Object key = Mediator.key(receiver);
    if (key == first || key == second) {
      return receiver != null;
    }
    if (receiver instanceof Closure<?> closure) {
      return admitOnClosure(closure);
    }
    if (!Mediator.admit(list, receiver, name)) {
      return false;
    }
    second = first;
    first = key;
    return true;
  }

  /**
   * Where a closure finds what it is asked for depends on what it stands in, so its own class is
   * not enough to know again.
   */
  private boolean admitOnClosure(Closure<?> closure) {
    if (shape.matches(closure)) {
      return false;
    }
    if (Mediator.admit(list, closure, name)) {
      return true;
    }
    shape = ClosureShape.where(closure, root -> Mediator.admit(list, root, name));
    return false;
  }

  /** Before a constructor is called. */
  void admitConstruction(Object type, Object[] arguments) {
    if (type != first) {
      Constructors.requireType(list, (Class<?>) type);
      first = type;
    }
    Constructors.requireArguments((Class<?>) type, arguments);
  }

  /** Before a value is cast; for targets that need it. */
  void admitCast(Class<?> target, Object value) {
    if (value == null || value.getClass() == first) {
      return;
    }
    Casts.require(list, value, target);
    first = value.getClass();
  }
}
