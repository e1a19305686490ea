package io.stackstate.functions.sandbox;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.codehaus.groovy.vmplugin.v8.IndyInterface;

/**
 * Links the dynamic calls of scripts, in place of Groovy's bootstrap method: first the check, then
 * Groovy's own linkage with its inline caches, so that an admitted call costs little more than
 * without a sandbox.
 */
public final class SandboxLinker {
  private static final int SAFE_NAVIGATION = 1;
  private static final int SPREAD = 16;
  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle ADMIT_CALL = find("admitCall", void.class, Object.class);
  private static final MethodHandle ADMIT_CONSTRUCTION =
      find("admitConstruction", void.class, Object.class, Object[].class);
  private static final MethodHandle ADMIT_CAST =
      find("admitCast", void.class, Class.class, Object.class);
  private static final MethodHandle READ = find("readProperty", Object.class, Object.class);
  private static final MethodHandle READ_SAFE =
      find("readPropertySafe", Object.class, Object.class);
  private static final MethodHandle INTERCEPTS =
      find("intercepts", boolean.class, Object.class, Object.class);
  private static final MethodHandle INTERCEPTED =
      find("intercepted", Object.class, Object.class, Object[].class);

  /** Arithmetic of small numbers cannot reach anything. */
  private static final Set<String> ARITHMETIC =
      Set.of(
          "plus",
          "minus",
          "multiply",
          "div",
          "mod",
          "next",
          "previous",
          "compareTo",
          "and",
          "or",
          "xor",
          "intdiv");

  private SandboxLinker() {}

  private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
    try {
      return LOOKUP.findVirtual(CallPoint.class, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Bootstrap method of the dynamic calls in scripts; not for other callers. */
  public static CallSite bootstrap(
      Lookup caller, String kind, MethodType type, String name, int flags) {
    ScriptLoader loader = (ScriptLoader) caller.lookupClass().getClassLoader();
    CallPoint point = new CallPoint(loader.allowed(), name);
    return switch (kind) {
      case "invoke" -> call(point, caller, type, name, flags);
      case "getProperty" ->
          new ConstantCallSite(
              ((flags & SAFE_NAVIGATION) == 0 ? READ : READ_SAFE).bindTo(point).asType(type));
      case "init" -> construction(point, caller, type, name, flags);
      case "cast" -> cast(point, caller, type, name, flags);
      default -> throw new IllegalStateException("found call " + kind);
    };
  }

  private static CallSite call(
      CallPoint point, Lookup caller, MethodType type, String name, int flags) {
    CallSite site = IndyInterface.bootstrap(caller, "invoke", type, name, flags);
    Class<?> receiver = type.parameterType(0);
    if (ARITHMETIC.contains(name) && isSmallNumber(receiver)) {
      return site;
    }
    MethodHandle target = site.dynamicInvoker();
    boolean safe = (flags & SAFE_NAVIGATION) != 0;
    if (Interceptors.of(name) != null && (flags & SPREAD) == 0) {
      target = intercepted(point, type, target, safe);
    } else if ((flags & SPREAD) != 0) {
      // Arguments that are spread come as one array; the gate takes care of what they are.
      target = spread(caller, type, name);
    }
    MethodHandle check =
        ADMIT_CALL.bindTo(point).asType(MethodType.methodType(void.class, receiver));
    MethodHandle checked = MethodHandles.foldArguments(target, check);
    return new ConstantCallSite(safe ? unlessNull(type, checked) : checked);
  }

  private static boolean isSmallNumber(Class<?> type) {
    return (type.isPrimitive() && type != void.class)
        || type == Integer.class
        || type == Long.class
        || type == Double.class;
  }

  private static MethodHandle unlessNull(MethodType type, MethodHandle target) {
    MethodHandle isNull =
        IS_NULL.asType(MethodType.methodType(boolean.class, type.parameterType(0)));
    MethodHandle result =
        MethodHandles.dropArguments(
            MethodHandles.constant(Object.class, null)
                .asType(MethodType.methodType(type.returnType())),
            0,
            type.parameterList());
    return MethodHandles.guardWithTest(isNull, result, target);
  }

  private static final MethodHandle IS_NULL;

  static {
    try {
      IS_NULL =
          LOOKUP.findStatic(
              java.util.Objects.class,
              "isNull",
              MethodType.methodType(boolean.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle intercepted(
      CallPoint point, MethodType type, MethodHandle target, boolean safe) {
    MethodHandle test = INTERCEPTS.bindTo(point);
    if (type.parameterCount() == 1) {
      test = MethodHandles.insertArguments(test, 1, (Object) null);
      test = test.asType(MethodType.methodType(boolean.class, type.parameterType(0)));
    } else {
      test =
          test.asType(
              MethodType.methodType(boolean.class, type.parameterType(0), type.parameterType(1)));
    }
    MethodHandle own =
        INTERCEPTED
            .bindTo(point)
            .asCollector(Object[].class, type.parameterCount() - 1)
            .asType(type);
    return MethodHandles.guardWithTest(test, own, target);
  }

  private static MethodHandle spread(Lookup caller, MethodType type, String name) {
    MethodHandle target = MethodHandles.insertArguments(GATE_SPREAD, 0, caller.lookupClass(), name);
    int arguments = type.parameterCount() - 1;
    return arguments == 1 && type.parameterType(1) == Object[].class
        ? target.asType(type)
        : target.asCollector(Object[].class, arguments).asType(type);
  }

  private static final MethodHandle GATE_SPREAD;

  static {
    try {
      GATE_SPREAD =
          LOOKUP.findStatic(
              SandboxLinker.class,
              "spreadCall",
              MethodType.methodType(
                  Object.class, Class.class, String.class, Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Object spreadCall(
      Class<?> sender, String name, Object receiver, Object[] arguments) {
    return Gate.invokeMethodN(sender, receiver, name, arguments);
  }

  private static CallSite construction(
      CallPoint point, Lookup caller, MethodType type, String name, int flags) {
    CallSite site = IndyInterface.bootstrap(caller, "init", type, name, flags);
    MethodHandle check =
        ADMIT_CONSTRUCTION
            .bindTo(point)
            .asCollector(Object[].class, type.parameterCount() - 1)
            .asType(type.changeReturnType(void.class));
    return new ConstantCallSite(MethodHandles.foldArguments(site.dynamicInvoker(), check));
  }

  private static CallSite cast(
      CallPoint point, Lookup caller, MethodType type, String name, int flags) {
    CallSite site = IndyInterface.bootstrap(caller, "cast", type, name, flags);
    Class<?> target = type.returnType();
    if (target.isPrimitive() || target == Object.class || type.parameterType(0).isPrimitive()) {
      return site;
    }
    MethodHandle check =
        MethodHandles.insertArguments(ADMIT_CAST, 0, point, target)
            .asType(MethodType.methodType(void.class, type.parameterType(0)));
    return new ConstantCallSite(MethodHandles.foldArguments(site.dynamicInvoker(), check));
  }
}
