package io.stackstate.functions.sandbox;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** Fields that classes of scripts declare; Groovy reaches them whatever their visibility. */
final class ScriptFields {
  private ScriptFields() {}

  /** The value of a declared field, empty when there is none or it holds null. */
  static Optional<Object> read(Object receiver, String name) {
    return find(receiver.getClass(), name).map(field -> valueOf(field, receiver));
  }

  static Optional<Field> find(Class<?> type, String name) {
    if (name.startsWith("$") || name.startsWith("__") || name.equals("metaClass")) {
      return Optional.empty();
    }
    for (Class<?> at = type; at != null && Mediator.isScriptClass(at); at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (field.getName().equals(name) && !field.isSynthetic()) {
          field.setAccessible(true);
          return Optional.of(field);
        }
      }
    }
    return Optional.empty();
  }

  static Object valueOf(Field field, Object receiver) {
    try {
      return field.get(Modifier.isStatic(field.getModifiers()) ? null : receiver);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Final fields stay what they are. */
  static void write(Field field, Object receiver, Object value) {
    try {
      field.set(Modifier.isStatic(field.getModifiers()) ? null : receiver, value);
    } catch (IllegalAccessException e) {
      throw SandboxViolation.at("the field %s is read-only".formatted(field.getName()));
    }
  }
}
