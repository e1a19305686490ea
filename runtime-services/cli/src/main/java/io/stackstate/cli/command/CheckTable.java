package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Instant;

/** The checks of an element, for people. */
final class CheckTable {
  private CheckTable() {}

  /**
   * A blank line and the checks; nothing when there are none, or when the server cannot tell: they
   * are an extra.
   *
   * @param element its path below the API
   * @param time null for now
   */
  static String text(Session session, Server server, String element, Instant time) {
    Answer answer =
        server.tryGet(
            element + "/checks?queryTime=" + (time == null ? "now" : time.toEpochMilli()));
    if (answer.status() != 200) {
      return "";
    }
    Table table = new Table("Check", "State", "Why").states("State");
    Table hints = new Table("Check", "What to do");
    for (JsonNode check : answer.json()) {
      JsonNode state = check.path("state");
      String name = check.path("name").asText();
      String hint = check.path("remediationHint").asText("");
      table.row(name, state.path("state").asText("-"), state.path("shortMessage").asText(""));
      if (!hint.isBlank() && !state.path("state").asText().equals("CLEAR")) {
        hints.row(name, hint);
      }
    }
    boolean colors = session.terminal().colors();
    return (table.isEmpty() ? "" : "\n" + table.text(colors))
        + (hints.isEmpty() ? "" : "\n" + hints.text(colors));
  }
}
