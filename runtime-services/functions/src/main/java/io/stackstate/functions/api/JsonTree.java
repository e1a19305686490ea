package io.stackstate.functions.api;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import io.stackstate.functions.sandbox.AnyMethod;
import io.stackstate.functions.script.ScriptApiException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of JSON that a closure builds, in the manner of Groovy's builder: {@code name "x"} is a
 * field, {@code nested { ... }} an object, {@code items(list) { ... }} a list of objects. For one
 * thread.
 */
final class JsonTree extends GroovyObjectSupport implements AnyMethod {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private JsonTree() {}

  static Map<String, Object> of(Closure<?> closure, Object... arguments) {
    JsonTree tree = new JsonTree();
    Closure<?> own = (Closure<?>) closure.clone();
    own.setDelegate(tree);
    own.setResolveStrategy(Closure.DELEGATE_FIRST);
    Object returned = own.call(arguments);
    if (tree.fields.isEmpty() && returned instanceof Map<?, ?> map) {
      map.forEach((name, value) -> tree.fields.put(String.valueOf(name), value));
    }
    return tree.fields;
  }

  @Override
  public Object invokeMethod(String name, Object given) {
    Object[] arguments = given instanceof Object[] several ? several : new Object[] {given};
    fields.put(name, value(name, arguments));
    return fields.get(name);
  }

  private static Object value(String name, Object... arguments) {
    if (arguments.length == 1) {
      return arguments[0] instanceof Closure<?> nested ? of(nested) : arguments[0];
    }
    if (arguments.length == 2
        && arguments[0] instanceof Collection<?> elements
        && arguments[1] instanceof Closure<?> each) {
      List<Object> objects = new ArrayList<>();
      elements.forEach(element -> objects.add(of(each, element)));
      return objects;
    }
    throw new ScriptApiException(
        "jsonRequest, field %s: found %d values, expected one, or a list and a closure"
            .formatted(name, arguments.length));
  }
}
