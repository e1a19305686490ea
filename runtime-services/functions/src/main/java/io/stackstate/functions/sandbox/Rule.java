package io.stackstate.functions.sandbox;

import java.util.function.Predicate;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * What happens to a call that is allowed by name, but that could take all memory or time, or that
 * reaches another member by a name it is given.
 *
 * @param receivers the classes whose objects it is about, which is decided when a call is linked;
 *     {@code Void} stands for null
 * @param condition what is left to be asked each time; null when nothing is
 * @param action what is done
 */
record Rule(Predicate<Class<?>> receivers, Condition condition, Action action) {

  /** Asked at each call, so cheap. */
  interface Condition {
    boolean applies(Object receiver, Object first);
  }

  /** What is done about a call. */
  sealed interface Action {}

  /** Looks at a call, which then goes its way. */
  non-sealed interface Check extends Action {
    void check(Object receiver, Object[] arguments);
  }

  /** Stands in for a call. */
  non-sealed interface Replacement extends Action {
    Object call(AllowList list, Object receiver, String name, Object[] arguments);
  }

  boolean concerns(Class<?> type) {
    return receivers.test(type);
  }

  boolean applies(Object receiver, Object first) {
    return concerns(receiver == null ? Void.class : receiver.getClass())
        && (condition == null || condition.applies(receiver, first));
  }

  /** The whole call, where nobody has linked it. */
  Object perform(AllowList list, Object receiver, String name, Object[] arguments) {
    if (action instanceof Replacement replacement) {
      return replacement.call(list, receiver, name, arguments);
    }
    ((Check) action).check(receiver, arguments);
    return InvokerHelper.invokeMethod(receiver, name, arguments);
  }
}
