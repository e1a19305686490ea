package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What an import changes, as text. */
final class SettingsChanges {
  private static final int SHOWN = 100;

  private SettingsChanges() {}

  /** One line: how many nodes there are of each kind of change. */
  static String summary(JsonNode plan) {
    StringBuilder out = new StringBuilder();
    for (String kind : new String[] {"created", "updated", "deleted", "skipped"}) {
      long count = plan.path(kind).asLong();
      if (count > 0) {
        out.append(out.isEmpty() ? "" : ", ").append(count).append(' ').append(kind);
      }
    }
    String unchanged = plan.path("unchanged").asLong() + " unchanged";
    return (out.isEmpty() ? "No changes" : out.toString()) + ", " + unchanged + ".\n";
  }

  /** A line for each node, and below it one for each field. */
  static String text(JsonNode plan) {
    StringBuilder out = new StringBuilder();
    for (JsonNode change : plan.path("changes")) {
      String kind = change.path("kind").asText().toLowerCase(Locale.ROOT);
      out.append(sign(kind)).append(' ').append(change.path("_type").asText()).append(' ');
      out.append(
          change.hasNonNull("identifier")
              ? change.path("identifier").asText()
              : change.path("name").asText());
      out.append(kind.equals("skipped") ? " (skipped)\n" : "\n");
      for (JsonNode field : change.path("fields")) {
        out.append("    ").append(field.path("path").asText()).append(": ");
        out.append(value(field.get("before"))).append(" -> ").append(value(field.get("after")));
        out.append('\n');
      }
    }
    return out + summary(plan);
  }

  static void warn(Session session, JsonNode plan) {
    plan.path("warnings").forEach(text -> session.printer().note("warning: " + text.asText()));
  }

  private static String sign(String kind) {
    return switch (kind) {
      case "created" -> "+";
      case "deleted" -> "-";
      case "updated" -> "~";
      default -> " ";
    };
  }

  private static String value(JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
