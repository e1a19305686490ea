package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a monitor by the names of its function's parameters (health sheet, section 3.1):
 * from a list of {@code Argument} objects that name the parameter by its id, or from a map keyed by
 * name. Errors name the parameter.
 */
final class MonitorArguments {
  /** What a function is told of the monitor that it runs for. */
  private static final String IDENTIFIER = "monitorIdentifier";

  /** Where the different types of arguments have their value (query sheet, section 7). */
  private static final List<String> VALUES =
      List.of(
          "value",
          "script",
          "stream",
          "filter",
          "componentType",
          "relationType",
          "queryView",
          "extTopoElement",
          "query");

  private final JsonNode parameters;
  private final Map<String, Object> bound = new LinkedHashMap<>();

  private MonitorArguments(JsonNode parameters) {
    this.parameters = parameters;
  }

  /**
   * @param arguments of the monitor
   * @param function the JSON object of its function
   * @param identifier of the monitor, for the system parameter {@value #IDENTIFIER}; may be empty
   * @return plain values
   * @throws InvalidMonitorException when an argument is for no parameter, or a parameter that must
   *     have one has none
   */
  static Map<String, Object> bind(JsonNode arguments, JsonNode function, String identifier)
      throws InvalidMonitorException {
    MonitorArguments binding = new MonitorArguments(function.path("parameters"));
    if (arguments.isObject()) {
      for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
        binding.named(argument.getKey(), argument.getValue());
      }
    } else if (arguments.isArray()) {
      for (int i = 0; i < arguments.size(); i++) {
        binding.argument("arguments[" + i + "]", arguments.get(i));
      }
    } else if (!arguments.isMissingNode() && !arguments.isNull()) {
      throw new InvalidMonitorException(
          "arguments: found " + Monitor.found(arguments) + ", expected a list or a map");
    }
    binding.platform(identifier);
    binding.check();
    return binding.bound;
  }

  private void named(String name, JsonNode value) throws InvalidMonitorException {
    JsonNode parameter = parameter("arguments." + name, "name", name);
    if (parameter.path("multiple").asBoolean() && value.isArray()) {
      for (JsonNode each : value) {
        put(parameter, each);
      }
    } else {
      put(parameter, value);
    }
  }

  private void argument(String at, JsonNode argument) throws InvalidMonitorException {
    String given = argument.path("parameter").asText("");
    boolean isId = argument.path("parameter").isIntegralNumber();
    JsonNode parameter = parameter(at + ".parameter", isId ? "id" : "name", given);
    for (String field : VALUES) {
      if (argument.has(field)) {
        put(parameter, argument.get(field));
        return;
      }
    }
    throw new InvalidMonitorException(
        "argument " + parameter.path("name").asText() + ": found no value, expected one");
  }

  private void platform(String identifier) {
    for (JsonNode parameter : parameters) {
      boolean asked = parameter.path("name").asText().equals(IDENTIFIER) && isSystem(parameter);
      if (asked && !identifier.isEmpty()) {
        bound.put(IDENTIFIER, identifier);
      }
    }
  }

  private static boolean isSystem(JsonNode parameter) {
    return parameter.path("system").asBoolean();
  }

  private JsonNode parameter(String at, String field, String wanted)
      throws InvalidMonitorException {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      if (isSystem(parameter)) {
        continue;
      }
      if (parameter.path(field).asText("").equals(wanted)) {
        return parameter;
      }
      names.add(parameter.path("name").asText());
    }
    throw new InvalidMonitorException(
        "%s: found \"%s\", expected a parameter of the function: %s".formatted(at, wanted, names));
  }

  private void put(JsonNode parameter, JsonNode value) throws InvalidMonitorException {
    String name = parameter.path("name").asText();
    if ("SCRIPT_METRIC_QUERY".equals(parameter.path("type").asText())
        && !value.isNull()
        && (!value.isTextual() || value.textValue().isBlank())) {
      throw new InvalidMonitorException(
          "argument %s: found %s, expected a script that is a telemetry query"
              .formatted(name, Monitor.found(value)));
    }
    Object plain = Json.mapper().convertValue(value, Object.class);
    if (!parameter.path("multiple").asBoolean()) {
      if (bound.put(name, plain) != null) {
        throw new InvalidMonitorException("argument " + name + ": found twice, expected once");
      }
      return;
    }
    @SuppressWarnings("unchecked")
    List<Object> values = (List<Object>) bound.computeIfAbsent(name, key -> new ArrayList<>());
    values.add(plain);
  }

  private void check() throws InvalidMonitorException {
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      if (parameter.path("required").asBoolean() && bound.get(name) == null) {
        throw new InvalidMonitorException(
            "argument %s: found nothing, expected a value of type %s"
                .formatted(name, parameter.path("type").asText()));
      }
    }
  }
}
