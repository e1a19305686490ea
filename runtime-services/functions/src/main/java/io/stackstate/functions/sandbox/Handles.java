package io.stackstate.functions.sandbox;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Objects;

/** The methods that linked calls of scripts consist of. */
final class Handles {
  private static final Lookup LOOKUP = MethodHandles.lookup();

  static final MethodHandle ADMIT = of(CallPoint.class, "admitCall", boolean.class, Object.class);
  static final MethodHandle DECIDE = of(GuardedCall.class, "decide", void.class, Object.class);
  static final MethodHandle ADMIT_CONSTRUCTION =
      of(CallPoint.class, "admitConstruction", void.class, Object.class, Object[].class);
  static final MethodHandle ADMIT_CAST =
      of(CallPoint.class, "admitCast", void.class, Class.class, Object.class);
  static final MethodHandle READ = of(GuardedRead.class, "read", Object.class, Object.class);
  static final MethodHandle READ_MAP =
      ofStatic(Handles.class, "read", Object.class, String.class, Object.class);
  static final MethodHandle READ_VARIABLE =
      ofStatic(Handles.class, "readVariable", Object.class, String.class, Object.class);
  static final MethodHandle APPLIES =
      of(Rule.class, "applies", boolean.class, Object.class, Object.class);
  static final MethodHandle CONDITION =
      of(Rule.Condition.class, "applies", boolean.class, Object.class, Object.class);
  static final MethodHandle CHECK =
      of(Rule.Check.class, "check", void.class, Object.class, Object[].class);
  static final MethodHandle REPLACE =
      of(
          Rule.Replacement.class,
          "call",
          Object.class,
          AllowList.class,
          Object.class,
          String.class,
          Object[].class);
  static final MethodHandle IS_OF =
      ofStatic(Handles.class, "isOf", boolean.class, Class.class, Object.class);
  static final MethodHandle IS_NULL =
      ofStatic(Objects.class, "isNull", boolean.class, Object.class);
  static final MethodHandle SPREAD_CALL = gate("invokeMethodN");
  static final MethodHandle SPREAD_CALL_SAFE = gate("invokeMethodNSafe");

  private Handles() {}

  private static boolean isOf(Class<?> type, Object value) {
    return value != null && value.getClass() == type;
  }

  private static Object read(String name, Object map) {
    return ((Map<?, ?>) map).get(name);
  }

  private static Object readVariable(String name, Object script) {
    return Properties.variable((ScriptVariables) script, name);
  }

  private static MethodHandle gate(String name) {
    return ofStatic(
        Gate.class, name, Object.class, Class.class, Object.class, String.class, Object[].class);
  }

  private static MethodHandle of(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return LOOKUP.findVirtual(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle ofStatic(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return LOOKUP.findStatic(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
