package io.stackstate.model.handler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one JSON object; what does not fit names its path. */
final class Fields {
  private static final int SHOWN = 60;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");

  private final JsonNode node;
  private final String path;

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static Fields of(JsonNode node, String path) throws InvalidHandlerException {
    if (!node.isObject()) {
      throw new InvalidHandlerException(path.isEmpty() ? "spec" : path, shown(node), "an object");
    }
    return new Fields(node, path);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** The whole object. */
  JsonNode all() {
    return node;
  }

  /** Where the object stands. */
  String here() {
    return path;
  }

  InvalidHandlerException bad(String name, String expected) {
    return new InvalidHandlerException(path(name), shown(node.path(name)), expected);
  }

  /** Refuses fields of other names: a misspelt one would silently do nothing. */
  void allow(String... names) throws InvalidHandlerException {
    List<String> known = List.of(names);
    for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
      String name = each.next();
      if (!known.contains(name)) {
        throw new InvalidHandlerException(
            path(name), "an unknown field", "one of " + String.join(", ", known));
      }
    }
  }

  /** Null when absent. */
  Fields object(String name) throws InvalidHandlerException {
    return has(name) ? of(node.get(name), path(name)) : null;
  }

  List<Fields> objects(String name) throws InvalidHandlerException {
    List<Fields> all = new ArrayList<>();
    if (!has(name)) {
      return all;
    }
    if (!node.get(name).isArray()) {
      throw bad(name, "a list");
    }
    int index = 0;
    for (JsonNode item : node.get(name)) {
      all.add(of(item, path(name) + "[" + index++ + "]"));
    }
    return all;
  }

  /** Null when absent. */
  String text(String name) throws InvalidHandlerException {
    if (!has(name)) {
      return null;
    }
    if (!node.get(name).isTextual()) {
      throw bad(name, "a text");
    }
    return node.get(name).textValue();
  }

  String requiredText(String name) throws InvalidHandlerException {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw bad(name, "a text that is not blank");
    }
    return text;
  }

  /** A text or a number, as ids come; null when absent. */
  String textOrNumber(String name) throws InvalidHandlerException {
    return has(name) && node.get(name).isIntegralNumber() ? node.get(name).asText() : text(name);
  }

  List<String> texts(String name) throws InvalidHandlerException {
    List<String> all = new ArrayList<>();
    if (!has(name)) {
      return all;
    }
    if (!node.get(name).isArray()) {
      throw bad(name, "a list of texts");
    }
    for (JsonNode item : node.get(name)) {
      if (!item.isTextual() && !item.isIntegralNumber()) {
        throw bad(name, "a list of texts");
      }
      all.add(item.asText());
    }
    return all;
  }

  boolean flag(String name, boolean otherwise) throws InvalidHandlerException {
    if (!has(name)) {
      return otherwise;
    }
    if (!node.get(name).isBoolean()) {
      throw bad(name, "true or false");
    }
    return node.get(name).booleanValue();
  }

  int number(String name, int otherwise, int least, int most) throws InvalidHandlerException {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = node.get(name);
    if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
      throw bad(name, "a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /** As {@code 30s}, {@code 5m}, {@code 4h}; a bare number means seconds. */
  Duration duration(String name, Duration otherwise) throws InvalidHandlerException {
    if (!has(name)) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(node.get(name).asText());
    if (!matcher.matches()) {
      throw bad(name, "a duration as 30s, 5m or 4h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  /** Null when absent. */
  Instant time(String name) throws InvalidHandlerException {
    String text = text(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw bad(name, "a time as 2030-01-01T06:00:00Z");
    }
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise)
      throws InvalidHandlerException {
    return has(name) ? constant(name, node.get(name), type) : otherwise;
  }

  /** The default when absent; an empty list is refused. */
  <E extends Enum<E>> Set<E> choices(String name, Class<E> type, Set<E> otherwise)
      throws InvalidHandlerException {
    if (!has(name)) {
      return otherwise;
    }
    EnumSet<E> found = EnumSet.noneOf(type);
    for (JsonNode item : node.get(name)) {
      found.add(constant(name, item, type));
    }
    if (found.isEmpty()) {
      throw bad(name, "a list with one of " + names(type));
    }
    return found;
  }

  private <E extends Enum<E>> E constant(String name, JsonNode value, Class<E> type)
      throws InvalidHandlerException {
    String sought = value.asText().toUpperCase(Locale.ROOT);
    for (E each : type.getEnumConstants()) {
      if (value.isTextual() && each.name().equals(sought)) {
        return each;
      }
    }
    throw new InvalidHandlerException(path(name), shown(value), "one of " + names(type));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
  }

  static String shown(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
