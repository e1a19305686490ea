package io.stackstate.api.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.stackstate.model.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the fields of a JSON object of a request. Absent and null are the same. What does not fit
 * is a 400 that names the field with its path, what was found and what was expected.
 */
public final class JsonFields {
  private static final int SHOWN = 60;
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final JsonNode node;
  private final String path;

  private JsonFields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** The fields of {@code node}; a node that is no object has none. */
  public static JsonFields of(JsonNode node) {
    return new JsonFields(node, "");
  }

  /** A nested object; without fields when it is absent. */
  public JsonFields object(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      throw bad(name, "an object");
    }
    return new JsonFields(value, path + name + ".");
  }

  public boolean has(String name) {
    return !value(name).isMissingNode();
  }

  public Optional<String> text(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw bad(name, "a string");
    }
    return Optional.of(value.textValue());
  }

  /** A string with something in it besides white space; trimmed. */
  public String requiredText(String name) {
    String text = text(name).orElse("").trim();
    if (text.isEmpty()) {
      throw bad(name, "a non-blank string");
    }
    return text;
  }

  /** One of these strings, exactly. */
  public String choice(String name, Collection<String> choices) {
    String text = text(name).orElse("").trim();
    if (!choices.contains(text)) {
      throw bad(name, oneOf(choices));
    }
    return text;
  }

  /** What is expected where there is a choice, worded the same everywhere. */
  public static String oneOf(Collection<?> choices) {
    return choices.stream().map(String::valueOf).collect(Collectors.joining(", ", "one of ", ""));
  }

  /** A string, or a list of strings; empty when absent. */
  public List<String> texts(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (!item.isTextual()) {
        throw bad(name, "a string or a list of strings");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** A list of objects; empty when absent. */
  public List<JsonFields> objects(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isArray()) {
      throw bad(name, "a list of objects");
    }
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isObject()) {
        throw bad(name, "a list of objects");
      }
      objects.add(new JsonFields(item, path + name + "[" + objects.size() + "]."));
    }
    return objects;
  }

  /** A string, a number, true or false, or a list of these. */
  public Object plain(String name) {
    return plain(name, value(name));
  }

  private Object plain(String name, JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    } else if (value.isNumber()) {
      return value.numberValue();
    } else if (value.isBoolean()) {
      return value.booleanValue();
    } else if (value.isArray()) {
      List<Object> items = new ArrayList<>();
      value.forEach(item -> items.add(plain(name, item)));
      return items;
    }
    throw bad(name, "a string, a number, true or false, or a list of these");
  }

  /** An object as the map that it is; empty when absent. */
  public Map<String, Object> map(String name) {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      throw bad(name, "an object");
    }
    return value.isMissingNode() ? Map.of() : Json.mapper().convertValue(value, MAP);
  }

  /** A list of whole numbers above 0; empty when absent. */
  public List<Long> wholes(String name) {
    JsonNode value = value(name);
    List<Long> numbers = new ArrayList<>();
    if (!value.isMissingNode() && !value.isArray()) {
      throw bad(name, "a list of whole numbers");
    }
    for (JsonNode item : value) {
      if (!item.isIntegralNumber() || !item.canConvertToLong() || item.longValue() < 1) {
        throw bad(name, "a list of whole numbers above 0");
      }
      numbers.add(item.longValue());
    }
    return numbers;
  }

  /** The text of every field that is given; numbers and booleans as JSON has them. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names()) {
      JsonNode value = value(name);
      if (value.isContainerNode()) {
        throw bad(name, "a string, a number or a boolean");
      }
      values.put(name, value.asText());
    }
    return values;
  }

  /** The names of the fields that are given, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> !has(name));
    return names;
  }

  /** False when absent. */
  public boolean flag(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw bad(name, "true or false");
    }
    return value.booleanValue();
  }

  /** A whole number of at least {@code minimum}, as a JSON number or a decimal string. */
  public Optional<Long> whole(String name, long minimum, String expected) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    long number;
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      number = value.longValue();
    } else if (value.isTextual() && value.textValue().matches("-?\\d{1,18}")) {
      number = Long.parseLong(value.textValue());
    } else {
      throw bad(name, expected);
    }
    if (number < minimum) {
      throw bad(name, expected);
    }
    return Optional.of(number);
  }

  /** The 400 for a field that is not what was expected. */
  public ApiException bad(String name, String expected) {
    return ApiException.badField(path + name, describe(value(name)), expected);
  }

  /** What stands in a request, cut to a length that fits in an error message. */
  static String describe(JsonNode value) {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  static String quoted(String value) {
    return describe(com.fasterxml.jackson.databind.node.TextNode.valueOf(value));
  }

  private JsonNode value(String name) {
    JsonNode value = node.path(name);
    return value instanceof NullNode ? MissingNode.getInstance() : value;
  }
}
