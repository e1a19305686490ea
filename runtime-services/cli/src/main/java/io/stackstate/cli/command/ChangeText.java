package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Says for people what changed of an element. */
final class ChangeText {
  private static final int SHOWN = 60;

  private ChangeText() {}

  /** {@code created}, {@code changed} or {@code deleted}. */
  static String kind(JsonNode version) {
    return version.path("kind").asText().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * @param change with the list {@code changes}; blank when there is none
   */
  static String details(JsonNode change) {
    StringJoiner details = new StringJoiner("; ");
    for (JsonNode field : change.path("changes")) {
      details.add(
          difference(field.path("field").asText(), field.path("before"), field.path("after")));
    }
    return details.toString();
  }

  private static String difference(String name, JsonNode before, JsonNode after) {
    if (before.isArray() && after.isArray()) {
      return name + ": " + lists(before, after);
    }
    if (before.isObject() && after.isObject()) {
      return objects(name, before, after);
    }
    return name + ": " + value(before) + " -> " + value(after);
  }

  private static String lists(JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return "differ in what is not shown";
    }
    StringJoiner items = new StringJoiner(" ");
    for (JsonNode item : after) {
      String sign = containsOther(before, item) ? "~" : "+";
      addUnless(contains(before, item), sign + value(item), items);
    }
    for (JsonNode item : before) {
      addUnless(contains(after, item) || containsOther(after, item), "-" + value(item), items);
    }
    return items.length() == 0 ? "in another order" : items.toString();
  }

  private static void addUnless(boolean condition, String text, StringJoiner to) {
    if (!condition) {
      to.add(text);
    }
  }

  private static boolean contains(JsonNode list, JsonNode wanted) {
    for (JsonNode item : list) {
      if (item.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is one that is the same thing, as its id says, and has changed. */
  private static boolean containsOther(JsonNode list, JsonNode wanted) {
    for (JsonNode item : list) {
      if (wanted.has("id") && item.path("id").equals(wanted.get("id"))) {
        return true;
      }
    }
    return false;
  }

  private static String objects(String name, JsonNode before, JsonNode after) {
    TreeSet<String> keys = new TreeSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    after.fieldNames().forEachRemaining(keys::add);
    StringJoiner parts = new StringJoiner("; ");
    for (String key : keys) {
      if (!before.path(key).equals(after.path(key))) {
        parts.add(
            name + "." + key + ": " + value(before.path(key)) + " -> " + value(after.path(key)));
      }
    }
    return parts.length() == 0 ? name + ": written in another way" : parts.toString();
  }

  private static String value(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "nothing";
    }
    String text = node.isTextual() ? node.asText() : node.toString();
    if (node.has("sync") && node.has("externalId")) {
      text = node.path("externalId").asText() + " (sync " + node.path("sync").asText() + ")";
    } else if (node.has("_type") && node.path("name").isTextual()) {
      text = node.path("name").asText();
    }
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
