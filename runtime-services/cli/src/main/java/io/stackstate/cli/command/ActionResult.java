package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What an action came to, for people: a URL to open, a report to read, the components of a query,
 * or a value (query sheet, section 6.6).
 *
 * @param time the time of the topology; null is now
 */
record ActionResult(Session session, Instant time) {

  /**
   * @param answer with {@code result}
   */
  void print(JsonNode answer) {
    JsonNode value = answer.at("/result/value");
    if (value.path("_type").asText().equals("ShowTopologyByQuery")) {
      new SnapshotTable(session).print(value.path("query").asText(), time, null);
      return;
    }
    session.printer().print(answer, () -> text(value));
  }

  private String text(JsonNode value) {
    return switch (value.path("_type").asText()) {
      case "URLRedirectResponse" -> value.path("url").asText();
      case "ShowStmlReport" ->
          new StmlText(value.path("data"), session.terminal().colors())
              .of(value.path("stml").asText());
      default ->
          value.isMissingNode() || value.isNull()
              ? "The action ran and has no value."
              : ScriptValue.text(value);
    };
  }
}
