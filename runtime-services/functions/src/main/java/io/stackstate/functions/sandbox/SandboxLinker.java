package io.stackstate.functions.sandbox;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.function.Supplier;
import org.codehaus.groovy.vmplugin.v8.IndyInterface;

/**
 * Links the dynamic calls of scripts, in place of Groovy's bootstrap method: first the check, then
 * Groovy's own linkage with its inline caches, so that an admitted call costs little more than
 * without a sandbox.
 */
public final class SandboxLinker {
  private static final int SAFE_NAVIGATION = 1;
  private static final int SPREAD = 16;

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

  /** Bootstrap method of the dynamic calls in scripts; not for other callers. */
  public static CallSite bootstrap(
      Lookup caller, String kind, MethodType type, String name, int flags) {
    ScriptLoader loader = (ScriptLoader) caller.lookupClass().getClassLoader();
    CallPoint point = new CallPoint(loader.allowed(), name);
    return switch (kind) {
      case "invoke" -> call(point, caller, type, name, flags);
      case "getProperty" -> read(loader.allowed(), caller, type, name, flags);
      case "init" -> construction(point, caller, type, name, flags);
      case "cast" -> cast(point, caller, type, name, flags);
      default -> throw new IllegalStateException("found call " + kind);
    };
  }

  private static CallSite call(
      CallPoint point, Lookup caller, MethodType type, String name, int flags) {
    if ((flags & SPREAD) != 0) {
      return new ConstantCallSite(spread(caller, type, name, (flags & SAFE_NAVIGATION) != 0));
    }
    if (ARITHMETIC.contains(name) && isSmallNumber(type.parameterType(0))) {
      return IndyInterface.bootstrap(caller, "invoke", type, name, flags);
    }
    Supplier<MethodHandle> linkage =
        () -> IndyInterface.bootstrap(caller, "invoke", type, name, flags).dynamicInvoker();
    return new GuardedCall(point, name, type, linkage, (flags & SAFE_NAVIGATION) != 0);
  }

  private static CallSite read(
      AllowList list, Lookup caller, MethodType type, String name, int flags) {
    CallSite site = IndyInterface.bootstrap(caller, "getProperty", type, name, flags);
    return new GuardedRead(list, name, site.dynamicInvoker(), (flags & SAFE_NAVIGATION) != 0);
  }

  private static boolean isSmallNumber(Class<?> type) {
    return (type.isPrimitive() && type != void.class)
        || type == Integer.class
        || type == Long.class
        || type == Double.class;
  }

  /** Arguments that are spread come as one array; the gate takes care of what they are. */
  private static MethodHandle spread(Lookup caller, MethodType type, String name, boolean safe) {
    MethodHandle gate = safe ? Handles.SPREAD_CALL_SAFE : Handles.SPREAD_CALL;
    MethodHandle target =
        MethodHandles.insertArguments(
            MethodHandles.insertArguments(gate, 0, caller.lookupClass()), 1, name);
    int arguments = type.parameterCount() - 1;
    return arguments == 1 && type.parameterType(1) == Object[].class
        ? target.asType(type)
        : target.asCollector(Object[].class, arguments).asType(type);
  }

  private static CallSite construction(
      CallPoint point, Lookup caller, MethodType type, String name, int flags) {
    CallSite site = IndyInterface.bootstrap(caller, "init", type, name, flags);
    MethodHandle check =
        Handles.ADMIT_CONSTRUCTION
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
        MethodHandles.insertArguments(Handles.ADMIT_CAST, 0, point, target)
            .asType(MethodType.methodType(void.class, type.parameterType(0)));
    return new ConstantCallSite(MethodHandles.foldArguments(site.dynamicInvoker(), check));
  }
}
