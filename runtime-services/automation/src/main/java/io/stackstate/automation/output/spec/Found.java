package io.stackstate.automation.output.spec;

import com.fasterxml.jackson.databind.JsonNode;

/** How a finding tells what it found: shortened, and without what may be secret. */
final class Found {
  private static final int MAX = 60;

  private Found() {}

  static String of(JsonNode node) {
    if (node == null || node.isMissingNode() || node.isNull()) {
      return "nothing";
    }
    if (node.isTextual()) {
      return text(node.textValue());
    }
    if (node.isObject()) {
      return "an object";
    }
    return node.isArray() ? "a list of " + node.size() : node.asText();
  }

  static String text(String text) {
    if (text.isBlank()) {
      return "an empty text";
    }
    String shown = text.length() > MAX ? text.substring(0, MAX) + "…" : text;
    return "\""
        + Urls.withoutCredentials(shown)
        + "\""
        + (text.length() > MAX ? " (" + text.length() + " characters)" : "");
  }

  static String hidden(JsonNode node) {
    return node.isValueNode() ? "a plain secret (not shown)" : of(node);
  }
}
