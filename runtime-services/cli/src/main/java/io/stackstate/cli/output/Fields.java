package io.stackstate.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values of one thing, below each other, as {@code kubectl describe} prints them. */
public final class Fields {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Null and blank values are left out. */
  public Fields add(String name, Object value) {
    if (value != null && !value.toString().isBlank()) {
      values.put(name, value.toString().strip());
    }
    return this;
  }

  /** One line for each field; values of several lines are indented below each other. */
  public String text() {
    int width = values.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
    StringBuilder out = new StringBuilder();
    values.forEach(
        (name, value) ->
            out.append(name)
                .append(':')
                .append(" ".repeat(width - name.length() - 1))
                .append(value.replace("\n", "\n" + " ".repeat(width)))
                .append('\n'));
    return out.toString();
  }
}
