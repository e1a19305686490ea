package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import groovy.lang.GroovyObject;
import groovy.lang.MetaClass;
import groovy.lang.MetaMethod;
import groovy.lang.MissingMethodException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Decides whether a method may be called: by the class of the receiver and the name, whichever
 * overload Groovy then picks. Deny by default.
 */
final class Mediator {
  /**
   * What Groovy's NullObject answers instead of failing; anything else on null is an error of the
   * script.
   */
  private static final Set<String> ON_NULL =
      Set.of(
          "equals",
          "is",
          "plus",
          "toString",
          "asBoolean",
          "asType",
          "iterator",
          "each",
          "collect",
          "any",
          "every",
          "find",
          "findAll",
          "inject",
          "with",
          "tap",
          "getAt");

  private static final Set<String> ON_ANY_CLASS = Set.of("getName", "getSimpleName", "isInstance");

  /** Methods of Groovy's object protocol and of compiled scripts, never to be called by name. */
  private static final Set<String> PROTOCOL =
      Set.of("main", "getMetaClass", "setMetaClass", "invokeMethod", "getProperty", "setProperty");

  private static final ClassValue<Set<String>> DECLARED =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return methodsOf(type);
        }
      };

  private Mediator() {}

  /**
   * What a decision holds for: the class of the receiver, or the class itself when that is the
   * receiver.
   */
  static Object key(Object receiver) {
    return receiver == null || receiver instanceof Class ? receiver : receiver.getClass();
  }

  /**
   * @return whether the decision holds for every receiver of the same {@link #key}
   * @throws SandboxViolation when the call is refused
   * @throws MissingMethodException when there is no such method
   */
  static boolean admit(AllowList list, Object receiver, String name) {
    if (receiver == null) {
      return admitOnNull(name);
    }
    if (receiver instanceof Class<?> type) {
      return admitStatic(list, type, name);
    }
    if (receiver instanceof Closure<?> closure) {
      return admitOnClosure(list, closure, name);
    }
    Class<?> type = receiver.getClass();
    if (isScriptClass(type) && declaresMethod(type, name) && own(list, receiver, name)) {
      return true;
    }
    if (list.allowsMethod(type, name)) {
      return true;
    }
    if (receiver instanceof AnyMethod && !isDeclared(receiver, name)) {
      return true;
    }
    if (closureUnder(receiver, name) instanceof Closure) {
      return false;
    }
    throw refused(receiver, name);
  }

  /** Whether Groovy would find something under the name, allowed or not. */
  private static boolean responds(Object receiver, String name) {
    if (receiver instanceof Closure<?> closure && closure.getOwner() != closure) {
      return responds(closure.getOwner(), name)
          || (closure.getDelegate() != closure && responds(closure.getDelegate(), name));
    }
    return hasMethod(receiver, name)
        || closureUnder(receiver, name) != null
        || (receiver instanceof GroovyObject && !isScriptClass(receiver.getClass()));
  }

  private static boolean hasMethod(Object receiver, String name) {
    MetaClass meta = InvokerHelper.getMetaClass(receiver.getClass());
    return !meta.respondsTo(receiver, name).isEmpty();
  }

  /** Whether the name means something of Groovy or Java, rather than nothing. */
  private static boolean isDeclared(Object receiver, String name) {
    return hasMethod(receiver, name) || PROTOCOL.contains(name) || name.startsWith("$");
  }

  private static RuntimeException refused(Object receiver, String name) {
    Class<?> type = receiver.getClass();
    if (isDeclared(receiver, name)) {
      return SandboxViolation.at("calling %s of %s is not allowed".formatted(name, nameOf(type)));
    }
    return new MissingMethodException(name, type, new Object[0]);
  }

  private static boolean admitOnNull(String name) {
    if (ON_NULL.contains(name)) {
      return false;
    }
    throw new NullPointerException("cannot call %s of null".formatted(name));
  }

  private static boolean admitStatic(AllowList list, Class<?> type, String name) {
    boolean own = isScriptClass(type) && declaresMethod(type, name) && !hasMethod(type, name);
    boolean listed =
        list.allowsStatic(type, name) || (list.allowsType(type) && ON_ANY_CLASS.contains(name));
    if (own || listed) {
      return true;
    }
    throw SandboxViolation.at(
        "calling the static method %s of %s is not allowed".formatted(name, nameOf(type)));
  }

  /**
   * A call without a receiver inside a closure has the closure as receiver; Groovy then asks its
   * owner and its delegate. Each of them that would answer must be allowed to.
   */
  private static boolean admitOnClosure(AllowList list, Closure<?> closure, String name) {
    if (list.allowsMethod(closure.getClass(), name) || name.equals("doCall")) {
      return true;
    }
    if (hasMethod(closure, name)) {
      throw refused(closure, name);
    }
    if (isData(closure, name)) {
      return false;
    }
    for (Object target : new Object[] {closure.getOwner(), closure.getDelegate()}) {
      if (target != null && target != closure && responds(target, name)) {
        admit(list, target, name);
      }
    }
    return false;
  }

  /**
   * Whether a delegate takes the call for data before Groovy asks anything but methods: then a
   * variable of that name is not what is called.
   */
  private static boolean isData(Closure<?> closure, String name) {
    return closure.getResolveStrategy() == Closure.DELEGATE_FIRST
        && closure.getDelegate() instanceof AnyMethod
        && !isDeclared(closure.getDelegate(), name)
        && !isDeclared(closure.getOwner(), name);
  }

  /** What Groovy would call for want of a method: the value of a map or a variable. */
  private static Object closureUnder(Object receiver, String name) {
    if (receiver instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (receiver instanceof ScriptVariables script) {
      return script.variables().get(name);
    }
    if (isScriptClass(receiver.getClass())) {
      return ScriptFields.read(receiver, name).orElse(null);
    }
    return null;
  }

  /** Whether the class was compiled from a script, so that all it does is mediated. */
  static boolean isScriptClass(Class<?> type) {
    return type.getClassLoader() instanceof ScriptLoader;
  }

  private static boolean declaresMethod(Class<?> type, String name) {
    return DECLARED.get(type).contains(name);
  }

  private static Set<String> methodsOf(Class<?> type) {
    Set<String> names = new HashSet<>();
    for (Class<?> at = type; at != null && isScriptClass(at); at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        names.add(method.getName());
      }
    }
    names.removeIf(
        name -> name.startsWith("$") || name.startsWith("__") || PROTOCOL.contains(name));
    return Set.copyOf(names);
  }

  /**
   * Whether Groovy can only pick methods that scripts declared or may call: one that a script
   * declares must not open the way to another of the same name that its superclasses have.
   */
  private static boolean own(AllowList list, Object receiver, String name) {
    MetaClass meta = InvokerHelper.getMetaClass(receiver.getClass());
    for (MetaMethod method : meta.respondsTo(receiver, name)) {
      Class<?> declaring = method.getDeclaringClass().getTheClass();
      if (!isScriptClass(declaring) && !list.allowsMethod(receiver.getClass(), name)) {
        return false;
      }
    }
    return true;
  }

  static String nameOf(Class<?> type) {
    if (Closure.class.isAssignableFrom(type)) {
      return "a closure";
    }
    return isScriptClass(type) ? "the script" : type.getTypeName();
  }
}
