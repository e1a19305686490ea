package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.output.Table;
import java.time.Instant;

/** Prints every change between two times: {@code POST /api/topology/changes}. */
record Changes(Session session) {
  private static final int ROWS = 100;
  private static final int ALL = 100_000;

  /**
   * @param limit most changes to show, 0 for as many as the server gives; null for 100
   */
  void print(String query, Instant from, Instant to, Integer limit) {
    int most = limit == null ? ROWS : limit == 0 ? ALL : limit;
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("query", query);
    request.put("from", from.toEpochMilli()).put("to", to.toEpochMilli()).put("limit", most);
    JsonNode answer =
        QueryAnswer.result(session.server().tryPost("/topology/changes", request), query);
    session.printer().print(answer, () -> table(answer));
    int shown = answer.path("changes").size();
    String count = Snapshot.count(shown, "change");
    session
        .printer()
        .note(
            answer.path("complete").asBoolean(true)
                ? count
                : "the first " + count + "; --limit 0 shows more");
  }

  private String table(JsonNode answer) {
    Table table = new Table("Time", "What", "Element", "Name", "Type", "Id", "Details");
    for (JsonNode change : answer.path("changes")) {
      table.row(
          Instant.ofEpochMilli(change.path("timeMillis").asLong()),
          ChangeText.kind(change),
          change.path("_type").asText().toLowerCase(java.util.Locale.ROOT),
          change.path("name").asText(""),
          change.path("type").asText(""),
          change.path("id").asText(),
          ChangeText.details(change));
    }
    return table.text(session.terminal().colors());
  }
}
