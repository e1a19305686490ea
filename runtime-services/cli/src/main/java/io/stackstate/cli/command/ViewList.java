package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the views and their health. */
@Command(name = "list", description = "Lists the views and their health.")
final class ViewList implements Runnable {
  private final Session session;

  ViewList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get("/node/QueryView");
    session.printer().print(answer, () -> table(answer));
  }

  private String table(JsonNode views) {
    boolean wide = session.printer().wide();
    Table table =
        wide
            ? new Table("Id", "Name", "Health", "Since", "Problem", "Identifier")
            : new Table("Id", "Name", "Health", "Since", "Problem");
    table.states("Health");
    for (JsonNode view : views) {
      JsonNode state = view.path("state");
      List<Object> row = new ArrayList<>();
      row.add(view.path("id").asText());
      row.add(view.path("name").asText());
      row.add(state.path("state").asText("UNKNOWN"));
      row.add(since(state));
      row.add(state.path("error").asText());
      if (wide) {
        row.add(view.path("identifier").asText());
      }
      table.row(row.toArray());
    }
    return table.isEmpty() ? "There is no view.\n" : table.text(session.terminal().colors());
  }

  private String since(JsonNode state) {
    return state.has("lastUpdateTimestamp")
        ? Age.of(
            Instant.ofEpochMilli(state.path("lastUpdateTimestamp").asLong()).toString(),
            session.now())
        : "";
  }
}
