package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checks of an element, for people: those that it has, and what else makes it fail, which comes
 * from health streams and monitors.
 */
final class CheckTable {
  private CheckTable() {}

  /**
   * A blank line and the checks; nothing when there are none. Those that do not fail are left out
   * when the server cannot tell of them: they are an extra.
   *
   * @param kind the path of such elements below the API, with a slash at its end
   * @param element as the server knows it
   * @param time null for now
   */
  static String text(Session session, Server server, String kind, JsonNode element, Instant time) {
    Map<Long, JsonNode> failing = new LinkedHashMap<>();
    element.path("failingChecks").forEach(check -> failing.put(check.path("id").asLong(), check));
    Table table = new Table("Check", "State", "Why").states("State");
    Table hints = new Table("Check", "What to do");
    for (JsonNode check : checks(server, kind + element.path("id").asText(), time)) {
      JsonNode now = check.path("state");
      JsonNode fails = failing.remove(check.path("id").asLong());
      // Of the past the server has no states of checks but those that fail.
      boolean past = fails != null && now.isMissingNode();
      String state = past ? fails.at("/state/state").asText() : now.path("state").asText("-");
      String why = past ? fails.path("description").asText() : now.path("shortMessage").asText("");
      String hint = check.path("remediationHint").asText("");
      table.row(check.path("name").asText(), state, why);
      if (!hint.isBlank() && !state.equals("CLEAR")) {
        hints.row(check.path("name").asText(), hint);
      }
    }
    for (JsonNode fails : failing.values()) {
      table.row(
          fails.path("name").asText(),
          fails.at("/state/state").asText(),
          fails.path("description").asText());
    }
    boolean colors = session.terminal().colors();
    return (table.isEmpty() ? "" : "\n" + table.text(colors))
        + (hints.isEmpty() ? "" : "\n" + hints.text(colors));
  }

  private static JsonNode checks(Server server, String path, Instant time) {
    Answer answer =
        server.tryGet(path + "/checks?queryTime=" + (time == null ? "now" : time.toEpochMilli()));
    return answer.status() == 200 ? answer.json() : JsonNodeFactory.instance.arrayNode();
  }
}
