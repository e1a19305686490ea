package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovy.lang.GroovyObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;

/**
 * What compiled scripts call in place of Groovy's runtime; {@link Confinement} puts the calls
 * there. The methods have the names and parameters of Groovy's. Not for other callers.
 *
 * <p>Native code that a script can start here works on values whose size was looked at before
 * ({@link Sizes}), or that report while they are read; what is left beyond that is the business of
 * the worker process, which is killed.
 */
public final class Gate {
  private Gate() {}

  static Object invoke(AllowList list, Object receiver, String name, Object[] arguments) {
    Mediator.admit(list, receiver, name);
    Object first = arguments.length == 0 ? null : arguments[0];
    for (Rule rule : Rules.of(name)) {
      if (rule.applies(receiver, first)) {
        return rule.perform(list, receiver, name, arguments);
      }
    }
    return InvokerHelper.invokeMethod(receiver, name, arguments);
  }

  public static Object invokeMethodN(
      Class<?> sender, Object receiver, String name, Object[] arguments) {
    return invoke(Execution.allowed(), receiver, name, arguments);
  }

  public static Object invokeMethodNSafe(
      Class<?> sender, Object receiver, String name, Object[] arguments) {
    return receiver == null ? null : invokeMethodN(sender, receiver, name, arguments);
  }

  public static Object invokeMethodNSpreadSafe(
      Class<?> sender, Object receiver, String name, Object[] arguments) {
    if (receiver == null) {
      return null;
    }
    List<Object> results = new ArrayList<>();
    for (Object element : elements(receiver)) {
      Execution.tick();
      results.add(invokeMethodNSafe(sender, element, name, arguments));
    }
    return results;
  }

  private static Collection<?> elements(Object receiver) {
    if (receiver instanceof Map<?, ?> map) {
      return map.entrySet();
    }
    if (receiver instanceof Collection<?> collection) {
      return collection;
    }
    return receiver instanceof Object[] array
        ? List.of(array)
        : Collections.singletonList(receiver);
  }

  public static Object invokeMethod0(Class<?> sender, Object receiver, String name) {
    return invokeMethodN(sender, receiver, name, new Object[0]);
  }

  public static Object invokeMethod0Safe(Class<?> sender, Object receiver, String name) {
    return invokeMethodNSafe(sender, receiver, name, new Object[0]);
  }

  public static Object invokeMethod0SpreadSafe(Class<?> sender, Object receiver, String name) {
    return invokeMethodNSpreadSafe(sender, receiver, name, new Object[0]);
  }

  public static Object invokeMethodOnCurrentN(
      Class<?> sender, GroovyObject receiver, String name, Object[] arguments) {
    return invokeMethodN(sender, receiver, name, arguments);
  }

  public static Object invokeMethodOnCurrent0(Class<?> sender, GroovyObject receiver, String name) {
    return invokeMethodN(sender, receiver, name, new Object[0]);
  }

  public static Object invokeMethodOnSuperN(
      Class<?> superclass, GroovyObject receiver, String name, Object[] arguments)
      throws Throwable {
    if (!Execution.allowed().allowsMethod(superclass, name)) {
      throw SandboxViolation.at(
          "calling %s of %s is not allowed".formatted(name, Mediator.nameOf(superclass)));
    }
    return ScriptBytecodeAdapter.invokeMethodOnSuperN(superclass, receiver, name, arguments);
  }

  public static Object invokeMethodOnSuper0(Class<?> superclass, GroovyObject receiver, String name)
      throws Throwable {
    return invokeMethodOnSuperN(superclass, receiver, name, new Object[0]);
  }

  public static Object invokeStaticMethodN(
      Class<?> sender, Class<?> receiver, String name, Object[] arguments) {
    return invokeMethodN(sender, receiver, name, arguments);
  }

  public static Object invokeStaticMethod0(Class<?> sender, Class<?> receiver, String name) {
    return invokeMethodN(sender, receiver, name, new Object[0]);
  }

  public static Object invokeClosure(Object closure, Object[] arguments) {
    return invoke(Execution.allowed(), closure, "call", arguments);
  }

  public static Object getProperty(Class<?> sender, Object receiver, String name) {
    return Properties.get(Execution.allowed(), receiver, name);
  }

  public static Object getPropertySafe(Class<?> sender, Object receiver, String name) {
    return receiver == null ? null : getProperty(sender, receiver, name);
  }

  public static Object getPropertySpreadSafe(Class<?> sender, Object receiver, String name) {
    if (receiver == null) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (Object element : elements(receiver)) {
      Execution.tick();
      values.add(getPropertySafe(sender, element, name));
    }
    return values;
  }

  public static Object getGroovyObjectProperty(
      Class<?> sender, GroovyObject receiver, String name) {
    return getProperty(sender, receiver, name);
  }

  public static Object getGroovyObjectPropertySafe(
      Class<?> sender, GroovyObject receiver, String name) {
    return getPropertySafe(sender, receiver, name);
  }

  public static void setProperty(Object value, Class<?> sender, Object receiver, String name) {
    if (receiver instanceof ScriptVariables script) {
      script.variables().put(name, value);
    } else {
      Properties.set(Execution.allowed(), receiver, name, value);
    }
  }

  public static void setPropertySafe(Object value, Class<?> sender, Object receiver, String name) {
    if (receiver != null) {
      setProperty(value, sender, receiver, name);
    }
  }

  public static void setGroovyObjectProperty(
      Object value, Class<?> sender, GroovyObject receiver, String name) {
    setProperty(value, sender, receiver, name);
  }

  public static void setGroovyObjectPropertySafe(
      Object value, Class<?> sender, GroovyObject receiver, String name) {
    setPropertySafe(value, sender, receiver, name);
  }

  public static Closure<?> getMethodPointer(Object receiver, String name) {
    AllowList list = Execution.allowed();
    boolean ofInstances = receiver instanceof Class<?> type && list.allowsMethod(type, name);
    if (!ofInstances && !name.equals("new")) {
      Mediator.admit(list, receiver, name);
    }
    return new MethodPointer(receiver, name);
  }

  public static Object asType(Object value, Class<?> target) {
    return Casts.coerce(Execution.allowed(), value, target);
  }

  public static Object castToType(Object value, Class<?> target) {
    return Casts.cast(Execution.allowed(), value, target);
  }

  /** Sheet 7.1: an Optional equals what it holds. */
  private static Object unwrapped(Object value, Object other) {
    return value instanceof Optional<?> optional && !(other instanceof Optional)
        ? optional.orElse(null)
        : value;
  }

  public static boolean compareEqual(Object left, Object right) {
    if (left instanceof Collection || left instanceof Map) {
      Sizes.requireWalkable(left);
      Sizes.requireWalkable(right);
    }
    return ScriptBytecodeAdapter.compareEqual(unwrapped(left, right), unwrapped(right, left));
  }

  public static boolean compareNotEqual(Object left, Object right) {
    return !compareEqual(left, right);
  }

  public static boolean isCase(Object value, Object candidate) throws Throwable {
    if (candidate instanceof Pattern pattern) {
      return value != null && RegularExpressions.matches(unwrapped(value, candidate), pattern);
    }
    if (candidate instanceof Collection || candidate instanceof Map) {
      Sizes.requireWalkable(value);
    }
    Object unwrapped = candidate instanceof Class ? value : unwrapped(value, candidate);
    return ScriptBytecodeAdapter.isCase(unwrapped, candidate);
  }

  public static boolean isNotCase(Object value, Object candidate) throws Throwable {
    return !isCase(value, candidate);
  }

  public static Matcher findRegex(Object text, Object expression) {
    return RegularExpressions.find(text, expression);
  }

  public static boolean matchRegex(Object text, Object expression) {
    return RegularExpressions.matches(text, expression);
  }

  public static Object bitwiseNegate(Object value) throws Throwable {
    if (value instanceof CharSequence || value instanceof Number) {
      return ScriptBytecodeAdapter.bitwiseNegate(value);
    }
    return invoke(Execution.allowed(), value, "bitwiseNegate", new Object[0]);
  }

  public static Object unaryMinus(Object value) throws Throwable {
    return value instanceof Number
        ? ScriptBytecodeAdapter.unaryMinus(value)
        : invoke(Execution.allowed(), value, "negative", new Object[0]);
  }

  public static Object unaryPlus(Object value) throws Throwable {
    return value instanceof Number
        ? ScriptBytecodeAdapter.unaryPlus(value)
        : invoke(Execution.allowed(), value, "positive", new Object[0]);
  }

  /** Before an array or a collection of a given capacity is made. */
  public static int capacity(int size) {
    Execution.charge(size);
    return size;
  }

  /** Before the text of a number is parsed. */
  public static String number(String text) {
    return Sizes.requireNumber(text);
  }

  /**
   * Before a text with values is made, which Groovy turns into text later: texts within texts
   * become text now, so that they cannot double each other without end.
   */
  public static void interpolated(Object[] values, String[] strings) {
    long length = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof GString nested) {
        values[i] = nested.toString();
      }
      if (values[i] instanceof Collection || values[i] instanceof Map) {
        Sizes.requireWalkable(values[i]);
      }
      length += values[i] instanceof CharSequence text ? text.length() : 1;
    }
    Execution.charge(length);
  }
}
