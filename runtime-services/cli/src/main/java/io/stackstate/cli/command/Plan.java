package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.Locale;

/** Prints how a query is answered: {@code POST /api/stql/explain}. */
record Plan(Session session) {

  /**
   * @param time null is now
   */
  void print(String query, Instant time) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("query", query);
    if (time != null) {
      request.put("at", time.toEpochMilli());
    }
    JsonNode answer = QueryAnswer.result(session.server().tryPost("/stql/explain", request), query);
    session.printer().print(answer, () -> table(answer));
    String loaded = Snapshot.count(answer.path("loadedElements").asLong(), "element") + " loaded";
    session
        .printer()
        .note(
            answer.hasNonNull("problem")
                ? "no answer: " + answer.path("problem").asText() + "; " + loaded
                : Snapshot.count(answer.path("selected").asLong(), "component")
                    + " selected, "
                    + loaded);
  }

  private String table(JsonNode answer) {
    Table table = new Table("Step", "Expected", "Selected", "Loaded", "State");
    add(table, answer.path("plan"), 0);
    return table.text(session.terminal().colors());
  }

  private static void add(Table table, JsonNode step, int depth) {
    boolean leaf = step.path("inputs").isEmpty();
    String operation = step.path("operation").asText();
    table.row(
        "· ".repeat(depth) + (leaf ? operation + " " + step.path("text").asText() : operation),
        step.path("estimated").asText(),
        step.path("actual").asText(),
        step.path("loadedElements").asText(),
        step.path("state").asText().toLowerCase(Locale.ROOT));
    step.path("inputs").forEach(input -> add(table, input, depth + 1));
  }
}
