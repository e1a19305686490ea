package io.stackstate.functions.sandbox;

/**
 * Stands in for a call that is allowed by name, but that could take all memory or time, or that
 * reaches another member by a name it is given.
 */
interface Interceptor {
  /** Whether it stands in for this call; cheap, because it is asked each time. */
  boolean applies(Object receiver, Object first);

  /** The call; {@code arguments} are as the script gave them. */
  Object call(AllowList list, Object receiver, String name, Object[] arguments);

  /** This one where it applies, else the other. */
  default Interceptor or(Interceptor other) {
    Interceptor self = this;
    return new Interceptor() {
      @Override
      public boolean applies(Object receiver, Object first) {
        return self.applies(receiver, first) || other.applies(receiver, first);
      }

      @Override
      public Object call(AllowList list, Object receiver, String name, Object[] arguments) {
        Object first = arguments.length == 0 ? null : arguments[0];
        Interceptor chosen = self.applies(receiver, first) ? self : other;
        return chosen.call(list, receiver, name, arguments);
      }
    };
  }
}
