package io.stackstate.model.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fields of one stream or check; errors name the field by its path. */
final class CheckFields {
  private static final int SHOWN = 60;
  private static final long MAX_WINDOW_MILLIS = 3_600_000;

  private final String path;
  private final JsonNode node;

  /**
   * @throws InvalidCheckException when it is not an object
   */
  CheckFields(String path, JsonNode node) throws InvalidCheckException {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw new InvalidCheckException(path, shown(node), "an object");
    }
  }

  static String shown(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "nothing";
    }
    String text = node.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /** The path of a field. */
  String path(String field) {
    return path + "." + field;
  }

  InvalidCheckException invalid(String field, String expected) {
    return new InvalidCheckException(path(field), shown(node.path(field)), expected);
  }

  boolean has(String field) {
    return !node.path(field).isMissingNode() && !node.path(field).isNull();
  }

  JsonNode get(String field) {
    return node.path(field);
  }

  /** The names of all fields, in their order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A text, or a number or boolean as one; null when it is absent. */
  String optional(String field) throws InvalidCheckException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw invalid(field, "a text");
    }
    return value.asText().isBlank() ? null : value.asText();
  }

  /** As {@link #optional}, but null also when it is something else. */
  String scalar(String field) {
    JsonNode value = node.path(field);
    boolean text = value.isValueNode() && !value.isNull() && !value.asText().isBlank();
    return text ? value.asText() : null;
  }

  String text(String field) throws InvalidCheckException {
    String text = optional(field);
    if (text == null) {
      throw invalid(field, "a text");
    }
    return text;
  }

  double number(String field) throws InvalidCheckException {
    JsonNode value = node.path(field);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw invalid(field, "a number");
    }
    return value.doubleValue();
  }

  double percentile() throws InvalidCheckException {
    double percentile = has("percentile") ? number("percentile") : 0;
    if (percentile <= 0 || percentile > 100) {
      throw invalid("percentile", "a number greater than 0 and at most 100");
    }
    return percentile;
  }

  long window() throws InvalidCheckException {
    if (!has("max_window")) {
      return CheckRule.DEFAULT_WINDOW_MILLIS;
    }
    double window = number("max_window");
    if (window < 1 || window > MAX_WINDOW_MILLIS) {
      throw invalid("max_window", "milliseconds from 1 to " + MAX_WINDOW_MILLIS);
    }
    return (long) window;
  }

  /** A health state in any case. */
  HealthState state(String field) throws InvalidCheckException {
    HealthState state =
        node.path(field).isTextual() ? state(node.path(field).asText(), null) : null;
    if (state == null) {
      throw invalid(field, "UNKNOWN, CLEAR, DISABLED, DEVIATING, FLAPPING or CRITICAL");
    }
    return state;
  }

  static HealthState state(String text, HealthState otherwise) {
    return switch (text.trim().toUpperCase(Locale.ROOT)) {
      case "UNKNOWN" -> HealthState.UNKNOWN;
      case "CLEAR" -> HealthState.CLEAR;
      case "DISABLED" -> HealthState.DISABLED;
      case "DEVIATING" -> HealthState.DEVIATING;
      case "FLAPPING" -> HealthState.FLAPPING;
      case "CRITICAL" -> HealthState.CRITICAL;
      default -> otherwise;
    };
  }

  /** A list of {@code key} and {@code value}, or, as older agents send it, an object of them. */
  List<StreamCondition> conditions() throws InvalidCheckException {
    JsonNode value = node.path("conditions");
    List<StreamCondition> conditions = new ArrayList<>();
    if (value.isObject()) {
      value
          .properties()
          .forEach(e -> conditions.add(new StreamCondition(e.getKey(), e.getValue().asText())));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        CheckFields condition = new CheckFields(path + ".conditions[" + i + "]", value.get(i));
        if (!condition.get("value").isValueNode() || !condition.has("value")) {
          throw condition.invalid("value", "a text");
        }
        conditions.add(new StreamCondition(condition.text("key"), condition.get("value").asText()));
      }
    } else if (has("conditions")) {
      throw invalid("conditions", "a list of key and value");
    }
    return conditions;
  }
}
