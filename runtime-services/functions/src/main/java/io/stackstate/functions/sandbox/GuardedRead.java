package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/**
 * One reading of a property in a script. Remembers for the classes it meets that they are maps or
 * scripts, or that their getter is listed, which Groovy then calls by its own linkage; everything
 * else is looked up each time by {@link Properties}.
 */
final class GuardedRead extends InlineCache {
  private final AllowList list;
  private final String name;
  private final MethodHandle groovy;

  /**
   * @param groovy reads the property, unchecked
   * @param safe whether the property of null is null
   */
  GuardedRead(AllowList list, String name, MethodHandle groovy, boolean safe) {
    super(groovy.type());
    this.list = list;
    this.name = name;
    this.groovy = groovy;
    MethodHandle decided = Handles.READ.bindTo(this).asType(type());
    setTarget(safe ? unlessNull(decided) : decided);
  }

  /** Reads from a receiver that no branch is for, and makes one where it can. */
  Object read(Object receiver) {
    Object value = Properties.get(list, receiver, name);
    if (!full() && receiver != null && !type().parameterType(0).isPrimitive()) {
      remember(receiver.getClass());
    }
    return value;
  }

  private void remember(Class<?> type) {
    if (Map.class.isAssignableFrom(type)) {
      addBranch(type, Handles.READ_MAP.bindTo(name).asType(type()));
    } else if (ScriptVariables.class.isAssignableFrom(type)) {
      addBranch(type, Handles.READ_VARIABLE.bindTo(name).asType(type()));
    } else if (isPlain(type) && list.allowsProperty(type, name)) {
      addBranch(type, groovy);
    }
  }

  /** Whether what its properties are is up to its class and not to what it holds or stands in. */
  private static boolean isPlain(Class<?> type) {
    return type != Class.class
        && !type.isArray()
        && !Closure.class.isAssignableFrom(type)
        && !Mediator.isScriptClass(type);
  }
}
