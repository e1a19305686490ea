package io.stackstate.health.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.Parameter;
import io.stackstate.model.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the arguments of a function from where it is used (topology sheet, section 5; health sheet,
 * section 2.1). References to types become types, everything else is its value.
 */
final class Arguments {
  private final Map<Long, String> parameters;
  private final Map<String, Parameter> declared;
  private final TypeNames componentTypes;
  private final TypeNames relationTypes;

  /**
   * @param parameters the names of the function's parameters by the ids of their nodes
   * @param declared the parameters by name
   */
  Arguments(
      Map<Long, String> parameters,
      Map<String, Parameter> declared,
      TypeNames componentTypes,
      TypeNames relationTypes) {
    this.parameters = parameters;
    this.declared = declared;
    this.componentTypes = componentTypes;
    this.relationTypes = relationTypes;
  }

  /**
   * The values by the names of the parameters.
   *
   * @throws IllegalArgumentException naming the argument, what was found and what was expected
   */
  Map<String, Object> read(JsonNode arguments) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      JsonNode argument = arguments.get(i);
      String name = parameters.get(argument.path("parameter").asLong());
      if (name == null) {
        throw new IllegalArgumentException(
            "arguments[%d].parameter: found %s, expected one of the function's parameters"
                .formatted(i, argument.path("parameter")));
      }
      Object value = value(argument);
      if (Optional.ofNullable(declared.get(name)).map(Parameter::multiple).orElse(false)) {
        add(values, name, value);
      } else {
        values.put(name, value);
      }
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> values, String name, Object value) {
    ((List<Object>) values.computeIfAbsent(name, n -> new ArrayList<>())).add(value);
  }

  private Object value(JsonNode argument) {
    if (argument.has("relationType")) {
      return type("relationType", argument, relationTypes);
    }
    if (argument.has("componentType")) {
      return type("componentType", argument, componentTypes);
    }
    if (argument.has("queryView")) {
      return argument.path("queryView").asLong();
    }
    return Json.mapper().convertValue(argument.path("value"), Object.class);
  }

  private static Object type(String field, JsonNode argument, TypeNames types) {
    Object type = types.node(argument.path(field).asLong());
    if (type == null) {
      throw new IllegalArgumentException(
          "%s: found %s, expected the id of such a type".formatted(field, argument.path(field)));
    }
    return type;
  }
}
