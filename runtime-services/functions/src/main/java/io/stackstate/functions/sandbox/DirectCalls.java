package io.stackstate.functions.sandbox;

import java.util.Map;
import java.util.Set;

/**
 * The calls that Groovy's compiler makes without dynamic linkage, and what becomes of each; others
 * are refused.
 */
final class DirectCalls {
  static final String ADAPTER = "org/codehaus/groovy/runtime/ScriptBytecodeAdapter";

  /** Of {@link #ADAPTER}: rerouted to the {@link Gate}. */
  static final Set<String> GATED =
      Set.of(
          "invokeMethodN",
          "invokeMethodNSafe",
          "invokeMethodNSpreadSafe",
          "invokeMethod0",
          "invokeMethod0Safe",
          "invokeMethod0SpreadSafe",
          "invokeMethodOnCurrentN",
          "invokeMethodOnCurrent0",
          "invokeMethodOnSuperN",
          "invokeMethodOnSuper0",
          "invokeStaticMethodN",
          "invokeStaticMethod0",
          "invokeClosure",
          "getProperty",
          "getPropertySafe",
          "getPropertySpreadSafe",
          "getGroovyObjectProperty",
          "getGroovyObjectPropertySafe",
          "setProperty",
          "setPropertySafe",
          "setGroovyObjectProperty",
          "setGroovyObjectPropertySafe",
          "getMethodPointer",
          "asType",
          "castToType",
          "compareEqual",
          "compareNotEqual",
          "isCase",
          "isNotCase",
          "findRegex",
          "matchRegex",
          "bitwiseNegate",
          "unaryMinus",
          "unaryPlus");

  /** Left as they are: they reach no member by name. */
  private static final Map<String, Set<String>> HARMLESS =
      Map.ofEntries(
          Map.entry(
              ADAPTER,
              Set.of(
                  "compareIdentical",
                  "compareNotIdentical",
                  "compareTo",
                  "compareLessThan",
                  "compareLessThanEqual",
                  "compareGreaterThan",
                  "compareGreaterThanEqual",
                  "createList",
                  "createMap",
                  "createRange",
                  "createTuple",
                  "despreadList",
                  "spreadMap",
                  "createPojoWrapper",
                  "createGroovyObjectWrapper",
                  "assertFailed",
                  "unwrap",
                  "selectConstructorAndTransformArguments",
                  "initMetaClass")),
          Map.entry(
              "org/codehaus/groovy/runtime/typehandling/DefaultTypeTransformation",
              Set.of(
                  "booleanUnbox",
                  "byteUnbox",
                  "charUnbox",
                  "shortUnbox",
                  "intUnbox",
                  "longUnbox",
                  "floatUnbox",
                  "doubleUnbox",
                  "box",
                  "compareEqual",
                  "compareTo")),
          Map.entry(
              "org/codehaus/groovy/runtime/typehandling/ShortTypeHandling",
              Set.of("castToString", "castToChar")),
          Map.entry(
              "org/codehaus/groovy/runtime/InvokerHelper", Set.of("createAssertError", "toString")),
          Map.entry(
              "org/codehaus/groovy/reflection/ClassInfo", Set.of("getClassInfo", "getMetaClass")),
          Map.entry("groovy/lang/Reference", Set.of("<init>", "get", "set")),
          Map.entry("groovy/lang/Closure", Set.of("<init>", "getThisObject")),
          Map.entry("groovy/lang/Script", Set.of("<init>")),
          Map.entry("io/stackstate/functions/script/FunctionScript", Set.of("<init>")),
          Map.entry("org/codehaus/groovy/runtime/GStringImpl", Set.of("<init>")),
          Map.entry("java/lang/Object", Set.of("<init>")),
          Map.entry("java/lang/StringBuilder", Set.of("<init>", "append", "toString")),
          Map.entry("java/lang/AssertionError", Set.of("<init>")),
          Map.entry(
              "org/codehaus/groovy/runtime/powerassert/ValueRecorder",
              Set.of("<init>", "record", "clear")),
          Map.entry("org/codehaus/groovy/runtime/powerassert/AssertionRenderer", Set.of("render")),
          Map.entry("java/util/Iterator", Set.of("hasNext", "next")),
          Map.entry("java/lang/Integer", Set.of("valueOf", "intValue")),
          Map.entry("java/lang/Long", Set.of("valueOf", "longValue")),
          Map.entry("java/lang/Double", Set.of("valueOf", "doubleValue")),
          Map.entry("java/lang/Float", Set.of("valueOf", "floatValue")),
          Map.entry("java/lang/Short", Set.of("valueOf", "shortValue")),
          Map.entry("java/lang/Byte", Set.of("valueOf", "byteValue")),
          Map.entry("java/lang/Character", Set.of("valueOf", "charValue")),
          Map.entry("java/lang/Boolean", Set.of("valueOf", "booleanValue")));

  private DirectCalls() {}

  static boolean gated(String owner, String name) {
    return owner.equals(ADAPTER) && GATED.contains(name);
  }

  static boolean harmless(String owner, String name) {
    return HARMLESS.getOrDefault(owner, Set.of()).contains(name);
  }
}
