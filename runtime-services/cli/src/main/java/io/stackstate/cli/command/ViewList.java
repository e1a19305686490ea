package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Table;
import java.time.Instant;
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
    Table table =
        new Table("Id", "Name", "Health", "Since", "Problem", "Identifier").states("Health");
    if (!session.printer().wide()) {
      table.without("Identifier");
    }
    for (JsonNode view : views) {
      JsonNode state = view.path("state");
      table.row(
          view.path("id").asText(),
          view.path("name").asText(),
          state.path("state").asText("UNKNOWN"),
          since(state),
          state.path("error").asText(),
          view.path("identifier").asText());
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
