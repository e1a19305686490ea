package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Reads and writes properties as Groovy does, each through the allow-list: of a map its entries, of
 * a collection the property of each element, of a script its variables, of a closure those of its
 * owner and delegate, of anything else the listed getters and setters.
 */
final class Properties {
  /** Properties that Groovy gives to every object or closure, and that lead out of the sandbox. */
  private static final Set<String> PROTOCOL =
      Set.of(
          "class",
          "metaClass",
          "properties",
          "metaPropertyValues",
          "owner",
          "delegate",
          "thisObject",
          "resolveStrategy",
          "directive",
          "parameterTypes",
          "binding",
          "classLoader",
          "maximumNumberOfParameters");

  private Properties() {}

  static Object get(AllowList list, Object receiver, String name) {
    if (receiver instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (receiver instanceof ScriptVariables script) {
      return variable(script, name);
    }
    if (receiver == null) {
      throw new NullPointerException("cannot read property '%s' of null".formatted(name));
    }
    if (receiver instanceof Closure<?> closure) {
      return getOfClosure(list, closure, name);
    }
    if (receiver instanceof Class<?> type) {
      return getOfClass(list, type, name);
    }
    if (receiver instanceof Collection<?> collection
        && !list.allowsProperty(receiver.getClass(), name)) {
      return getOfEach(list, collection, name);
    }
    return getOfObject(list, receiver, name);
  }

  static Object variable(ScriptVariables script, String name) {
    Map<String, Object> variables = script.variables();
    Object value = variables.get(name);
    if (value == null && !variables.containsKey(name)) {
      if (PROTOCOL.contains(name)) {
        throw refused(script.getClass(), name);
      }
      throw new MissingPropertyException(name, script.getClass());
    }
    return value;
  }

  private static Object getOfObject(AllowList list, Object receiver, String name) {
    Class<?> type = receiver.getClass();
    if (Mediator.isScriptClass(type)) {
      Optional<Field> field = ScriptFields.find(type, name);
      if (field.isPresent()) {
        return ScriptFields.valueOf(field.get(), receiver);
      }
      String getter = "get" + AllowList.capitalized(name);
      Mediator.admit(list, receiver, getter);
      return InvokerHelper.invokeMethod(receiver, getter, new Object[0]);
    }
    if (type.isArray() && name.equals("length")) {
      return java.lang.reflect.Array.getLength(receiver);
    }
    if (list.allowsProperty(type, name)) {
      return InvokerHelper.getProperty(receiver, name);
    }
    throw unknown(receiver, type, name);
  }

  private static RuntimeException unknown(Object receiver, Class<?> type, String name) {
    boolean exists =
        PROTOCOL.contains(name)
            || InvokerHelper.getMetaClass(type).hasProperty(receiver, name) != null;
    return exists ? refused(type, name) : new MissingPropertyException(name, type);
  }

  private static SandboxViolation refused(Class<?> type, String name) {
    return SandboxViolation.at(
        "property '%s' of %s is not allowed".formatted(name, Mediator.nameOf(type)));
  }

  private static Object getOfClass(AllowList list, Class<?> type, String name) {
    if (Mediator.isScriptClass(type)) {
      return ScriptFields.find(type, name)
          .map(field -> ScriptFields.valueOf(field, null))
          .orElseThrow(() -> refused(type, name));
    }
    if (list.allowsStatic(type, name)) {
      return InvokerHelper.getProperty(type, name);
    }
    if (list.allowsType(type) && name.equals("simpleName")) {
      return type.getSimpleName();
    }
    if (list.allowsType(type) && name.equals("name")) {
      return type.getName();
    }
    throw refused(type, name);
  }

  private static List<Object> getOfEach(AllowList list, Collection<?> collection, String name) {
    List<Object> values = new ArrayList<>(collection.size());
    for (Object element : collection) {
      Execution.tick();
      if (element != null) {
        values.add(get(list, element, name));
      }
    }
    return values;
  }

  private static Object getOfClosure(AllowList list, Closure<?> closure, String name) {
    if (PROTOCOL.contains(name)) {
      throw refused(closure.getClass(), name);
    }
    Object owner = closure.getOwner();
    if (owner != closure
        && owner == closure.getDelegate()
        && closure.getResolveStrategy() != Closure.TO_SELF) {
      return get(list, owner, name);
    }
    MissingPropertyException missing = new MissingPropertyException(name, closure.getClass());
    for (Object target : targets(closure)) {
      try {
        return get(list, target, name);
      } catch (MissingPropertyException e) {
        missing = e;
      }
    }
    throw missing;
  }

  /** Where a closure looks names up, in the order of its strategy. */
  private static List<Object> targets(Closure<?> closure) {
    Object owner = closure.getOwner();
    Object delegate = closure.getDelegate();
    List<Object> order =
        switch (closure.getResolveStrategy()) {
          case Closure.DELEGATE_FIRST -> listOf(delegate, owner);
          case Closure.OWNER_ONLY -> listOf(owner, null);
          case Closure.DELEGATE_ONLY -> listOf(delegate, null);
          case Closure.TO_SELF -> List.of();
          default -> listOf(owner, delegate);
        };
    return order.stream().filter(target -> target != closure).toList();
  }

  private static List<Object> listOf(Object first, Object second) {
    List<Object> targets = new ArrayList<>(2);
    if (first != null) {
      targets.add(first);
    }
    if (second != null && second != first) {
      targets.add(second);
    }
    return targets;
  }

  @SuppressWarnings("unchecked")
  static void set(AllowList list, Object receiver, String name, Object value) {
    if (receiver instanceof Map<?, ?> map) {
      ((Map<Object, Object>) map).put(name, value);
    } else if (receiver instanceof ScriptVariables script) {
      script.variables().put(name, value);
    } else if (receiver instanceof Closure<?> closure) {
      setOfClosure(list, closure, name, value);
    } else if (receiver == null) {
      throw new NullPointerException("cannot write property '%s' of null".formatted(name));
    } else {
      setOfObject(list, receiver, name, value);
    }
  }

  private static void setOfObject(AllowList list, Object receiver, String name, Object value) {
    Class<?> type = receiver instanceof Class<?> itself ? itself : receiver.getClass();
    if (Mediator.isScriptClass(type)) {
      Field field =
          ScriptFields.find(type, name)
              .orElseThrow(() -> unknown(receiver, receiver.getClass(), name));
      ScriptFields.write(field, receiver, Casts.cast(list, value, field.getType()));
    } else if (!(receiver instanceof Class) && list.allowsPropertyWrite(type, name)) {
      InvokerHelper.setProperty(receiver, name, value);
    } else {
      throw refused(type, name);
    }
  }

  private static void setOfClosure(AllowList list, Closure<?> closure, String name, Object value) {
    if (PROTOCOL.contains(name)) {
      throw refused(closure.getClass(), name);
    }
    MissingPropertyException missing = new MissingPropertyException(name, closure.getClass());
    for (Object target : targets(closure)) {
      try {
        set(list, target, name, value);
        return;
      } catch (MissingPropertyException e) {
        missing = e;
      }
    }
    throw missing;
  }
}
