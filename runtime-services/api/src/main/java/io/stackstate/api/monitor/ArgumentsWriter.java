package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a monitor, always as the list of 5.1: its clients cannot read the map that later
 * files have (health sheet, section 3.1).
 */
final class ArgumentsWriter {
  private static final String QUERY = "ArgumentScriptMetricQueryVal";

  private final JsonGenerator out;
  private final JsonNode parameters;

  private ArgumentsWriter(JsonGenerator out, JsonNode parameters) {
    this.out = out;
    this.parameters = parameters;
  }

  /**
   * @param arguments in either form
   * @param function empty when it is gone
   */
  static void write(JsonGenerator out, JsonNode arguments, Optional<Node> function)
      throws IOException {
    JsonNode parameters =
        function.map(node -> node.content().path("parameters")).orElse(MissingNode.getInstance());
    out.writeStartArray();
    new ArgumentsWriter(out, parameters).write(arguments);
    out.writeEndArray();
  }

  private void write(JsonNode arguments) throws IOException {
    if (arguments.isArray()) {
      for (JsonNode argument : arguments) {
        out.writeTree(emitted(argument));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      JsonNode parameter = parameter(argument.getKey());
      if (parameter.path("multiple").asBoolean() && argument.getValue().isArray()) {
        for (JsonNode each : argument.getValue()) {
          write(argument.getKey(), parameter, each);
        }
      } else {
        write(argument.getKey(), parameter, argument.getValue());
      }
    }
  }

  /** A query stands in {@code script}, wherever a document had it. */
  private static JsonNode emitted(JsonNode argument) {
    if (!argument.path("_type").asText().equals(QUERY) || !argument.has("value")) {
      return argument;
    }
    ObjectNode emitted = argument.deepCopy();
    JsonNode script = emitted.remove("value");
    return emitted.has("script") ? emitted : emitted.set("script", script);
  }

  private void write(String name, JsonNode parameter, JsonNode value) throws IOException {
    String type = type(parameter.path("type").asText(), value);
    out.writeStartObject();
    out.writeStringField("_type", type);
    out.writeStringField("name", name);
    if (!parameter.isMissingNode()) {
      out.writeNumberField("parameter", parameter.path("id").asLong());
    }
    out.writeFieldName(type.equals(QUERY) ? "script" : "value");
    out.writeTree(value);
    out.writeEndObject();
  }

  private JsonNode parameter(String name) {
    for (JsonNode parameter : parameters) {
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    return MissingNode.getInstance();
  }

  /** By the type of the parameter, unless the value is of another kind. */
  private static String type(String parameter, JsonNode value) {
    boolean text = value.isTextual();
    return switch (parameter) {
      case "SCRIPT_METRIC_QUERY" -> text ? QUERY : byValue(value);
      case "STATE_VALUE" -> text ? "ArgumentStateVal" : byValue(value);
      case "DOUBLE" -> value.isNumber() ? "ArgumentDoubleVal" : byValue(value);
      case "DURATION" -> value.isIntegralNumber() ? "ArgumentDurationVal" : byValue(value);
      case "NODE_ID" -> value.isIntegralNumber() ? "ArgumentNodeIdVal" : byValue(value);
      default -> byValue(value);
    };
  }

  private static String byValue(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> "ArgumentBooleanVal";
      case NUMBER -> value.isIntegralNumber() ? "ArgumentLongVal" : "ArgumentDoubleVal";
      case STRING -> "ArgumentStringVal";
      default -> "ArgumentStructTypeVal";
    };
  }
}
