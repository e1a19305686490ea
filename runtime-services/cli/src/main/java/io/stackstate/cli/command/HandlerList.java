package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;

/** Lists the event handlers. */
@Command(name = "list", description = "Lists the event handlers.")
final class HandlerList implements Runnable {
  private final Session session;

  HandlerList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get(EventHandler.PATH);
    session.printer().print(answer, () -> text(answer.path("eventHandlers")));
  }

  private String text(JsonNode handlers) {
    Table table =
        new Table("Name", "Resource", "State", "Open", "Dead", "Errors", "Id", "Identifier");
    if (!session.printer().wide()) {
      table.without("Identifier");
    }
    for (JsonNode handler : handlers) {
      JsonNode status = handler.path("status");
      long errors = 0;
      for (JsonNode output : status.path("outputs")) {
        for (JsonNode error : output.path("errors")) {
          errors += error.path("count").asLong();
        }
      }
      String identifier = handler.path("identifier").asText();
      table.row(
          handler.path("name").asText(),
          EventHandler.resource(identifier),
          status.path("state").asText(),
          status.path("openNotifications").asText(),
          status.path("deadLetters").asText(),
          errors,
          handler.path("id").asText(),
          identifier);
    }
    return table.isEmpty()
        ? "No event handlers. Resources of kind EventHandler declare them.\n"
        : table.text(session.terminal().colors());
  }
}
