package io.stackstate.operator.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.crds.CrdSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The structural schema of a CRD, applied as an API server does with strict field validation:
 * types, required, enum, pattern, bounds, unknown fields; and defaults. Pure, thread-safe.
 */
final class Schema {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode spec;

  private Schema(JsonNode spec) {
    this.spec = spec;
  }

  /** The schema of {@code spec} of a kind, from its CRD on the class path. */
  static Schema ofCrd(String plural) {
    try {
      JsonNode crd = YAML.readTree(CrdSchemas.yaml(plural));
      return new Schema(crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the CRD of " + plural + " is broken", e);
    }
  }

  /**
   * @return what is wrong, one line each: field, what was found, what was expected
   */
  List<String> violations(JsonNode value) {
    List<String> found = new ArrayList<>();
    check(found, "spec", value, spec);
    return found;
  }

  /** A copy in which absent fields have their defaults; fields that are null count as absent. */
  ObjectNode withDefaults(ObjectNode value) {
    ObjectNode copy = value.deepCopy();
    fill(copy, spec);
    return copy;
  }

  private static void fill(ObjectNode value, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode present = value.get(field.getKey());
      if (present == null || present.isNull()) {
        value.remove(field.getKey());
        if (field.getValue().has("default")) {
          value.set(field.getKey(), field.getValue().get("default"));
        }
      } else if (present instanceof ObjectNode object) {
        fill(object, field.getValue());
      }
    }
  }

  private static void check(List<String> found, String path, JsonNode value, JsonNode schema) {
    String type = schema.path("type").asText();
    if (!hasType(value, type)) {
      found.add(path + ": found " + shown(value) + ", expected " + withArticle(type));
      return;
    }
    switch (type) {
      case "object" -> checkObject(found, path, value, schema);
      case "array" -> {
        checkSize(found, path, value.size(), schema.path("maxItems"));
        for (int i = 0; i < value.size(); i++) {
          check(found, path + "[" + i + "]", value.get(i), schema.path("items"));
        }
      }
      case "string" -> checkText(found, path, value.asText(), schema);
      default -> checkBounds(found, path, value, schema);
    }
  }

  private static void checkObject(
      List<String> found, String path, JsonNode value, JsonNode schema) {
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return;
    }
    checkSize(found, path, value.size(), schema.path("maxProperties"));
    JsonNode properties = schema.path("properties");
    JsonNode anyName = schema.path("additionalProperties");
    for (JsonNode name : schema.path("required")) {
      if (!value.hasNonNull(name.asText())) {
        found.add(path + "." + name.asText() + ": required, but absent");
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = path + "." + field.getKey();
      JsonNode expected = properties.has(field.getKey()) ? properties.get(field.getKey()) : anyName;
      if (!expected.isObject()) {
        found.add(name + ": unknown field; " + Closest.hint(field.getKey(), properties));
      } else if (!field.getValue().isNull()) {
        check(found, name, field.getValue(), expected);
      }
    }
  }

  private static void checkSize(List<String> found, String path, int size, JsonNode most) {
    if (most.isNumber() && size > most.asInt()) {
      found.add(path + ": found " + size + " entries, expected at most " + most.asInt());
    }
  }

  private static void checkText(List<String> found, String path, String value, JsonNode schema) {
    String shown = path + ": found \"" + value + "\", expected ";
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      List<String> names = new ArrayList<>();
      schema.get("enum").forEach(name -> names.add(name.asText()));
      found.add(shown + "one of " + String.join(", ", names));
    }
    int length = value.codePointCount(0, value.length());
    if (length < schema.path("minLength").asInt(0)) {
      found.add(shown + "at least " + schema.get("minLength").asInt() + " characters");
    } else if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
      found.add(
          path
              + ": found "
              + length
              + " characters, expected at most "
              + schema.get("maxLength").asInt());
    } else if (schema.has("pattern")
        && !Pattern.compile(schema.get("pattern").asText()).matcher(value).find()) {
      found.add(shown + "text that matches " + schema.get("pattern").asText());
    }
  }

  private static void checkBounds(
      List<String> found, String path, JsonNode value, JsonNode schema) {
    if (value.isNumber()) {
      double number = value.asDouble();
      if (schema.has("minimum") && number < schema.get("minimum").asDouble()) {
        found.add(path + ": found " + value + ", expected at least " + schema.get("minimum"));
      }
      if (schema.has("maximum") && number > schema.get("maximum").asDouble()) {
        found.add(path + ": found " + value + ", expected at most " + schema.get("maximum"));
      }
    }
  }

  private static boolean hasType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> true;
    };
  }

  private static boolean contains(JsonNode list, String value) {
    for (JsonNode item : list) {
      if (item.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static String shown(JsonNode value) {
    return value.isContainerNode() ? withArticle(value.isArray() ? "array" : "object") : value + "";
  }

  private static String withArticle(String type) {
    return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
  }
}
