package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSONPath that columns of CRDs use: names of fields, and one entry of a list by a field of it,
 * {@code .status.conditions[?(@.type=="Ready")].status}.
 */
record ResourcePath(List<Step> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_][\\w-]*)|\\[\\?\\(@\\.([\\w-]+)==[\"']([^\"']*)[\"']\\)]");

  /**
   * @param value null: the field itself; otherwise the entry whose field has it
   */
  private record Step(String field, String value) {}

  /**
   * @throws IllegalArgumentException when the path is of another kind
   */
  static ResourcePath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      boolean filter = matcher.group(2) != null;
      steps.add(new Step(matcher.group(filter ? 2 : 1), filter ? matcher.group(3) : null));
      end = matcher.end();
    }
    if (end < text.length() || steps.isEmpty()) {
      throw new IllegalArgumentException(
          "found the path " + text + ", expected .a.b[?(@.c==\"d\")]");
    }
    return new ResourcePath(steps);
  }

  /** What stands there as text; empty when nothing does. */
  String read(JsonNode resource) {
    JsonNode at = resource;
    for (Step step : steps) {
      at = step.value() == null ? at.path(step.field()) : entry(at, step);
    }
    return at.isContainerNode() ? at.toString() : at.asText();
  }

  private static JsonNode entry(JsonNode list, Step step) {
    for (JsonNode entry : list) {
      if (entry.path(step.field()).asText().equals(step.value())) {
        return entry;
      }
    }
    return MissingNode.getInstance();
  }
}
