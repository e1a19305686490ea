package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import java.util.Collection;
import java.util.Map;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;

/**
 * Casts and coercions. Groovy makes objects when it converts: it calls a constructor for a list,
 * loads a class for a text, builds a proxy for a map. Only conversions between values, collections
 * and functional interfaces are let through.
 */
final class Casts {
  private Casts() {}

  /** What {@code (T) value} and an assignment to a typed variable do. */
  static Object cast(AllowList list, Object value, Class<?> target) {
    require(list, value, target);
    return GroovyConversion.cast(value, target);
  }

  /** What {@code value as T} does. */
  static Object coerce(AllowList list, Object value, Class<?> target) {
    require(list, value, target);
    if (value instanceof CharSequence text && Number.class.isAssignableFrom(target)) {
      Sizes.requireNumber(text);
    }
    return GroovyConversion.coerce(value, target);
  }

  static void require(AllowList list, Object value, Class<?> target) {
    if (!list.allowsType(target) && !Mediator.isScriptClass(target)) {
      throw refused(value, target);
    }
    if (value == null || target.isInstance(value) || target.isPrimitive() || target.isArray()) {
      return;
    }
    if (value instanceof Closure<?>) {
      requireFunctionalInterface(value, target);
    } else if (value instanceof Map<?, ?>) {
      if (!Map.class.isAssignableFrom(target) && !isPlain(target)) {
        throw refused(value, target);
      }
    } else if ((value instanceof Collection<?> || value.getClass().isArray())
        && !Collection.class.isAssignableFrom(target)
        && !isPlain(target)
        && !list.allowsConstructor(target)) {
      throw refused(value, target);
    }
  }

  private static boolean isPlain(Class<?> target) {
    return target == String.class || target == Boolean.class || target == Iterable.class;
  }

  private static void requireFunctionalInterface(Object value, Class<?> target) {
    if (!target.isInterface() && !isPlain(target)) {
      throw refused(value, target);
    }
  }

  private static SandboxViolation refused(Object value, Class<?> target) {
    String from = value == null ? "null" : Mediator.nameOf(value.getClass());
    return SandboxViolation.at(
        "converting %s to %s is not allowed".formatted(from, target.getTypeName()));
  }

  /** Groovy's own conversions, whose checked exceptions are those of the script's code. */
  private static final class GroovyConversion {
    static Object cast(Object value, Class<?> target) {
      try {
        return ScriptBytecodeAdapter.castToType(value, target);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    static Object coerce(Object value, Class<?> target) {
      try {
        return ScriptBytecodeAdapter.asType(value, target);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }
}
