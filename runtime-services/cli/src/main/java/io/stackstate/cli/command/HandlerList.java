package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
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
    boolean wide = session.printer().wide();
    Table table =
        wide
            ? new Table("Name", "Resource", "State", "Open", "Dead", "Errors", "Id", "Identifier")
            : new Table("Name", "Resource", "State", "Open", "Dead", "Errors", "Id");
    for (JsonNode handler : handlers) {
      JsonNode status = handler.path("status");
      long errors = 0;
      for (JsonNode output : status.path("outputs")) {
        for (JsonNode error : output.path("errors")) {
          errors += error.path("count").asLong();
        }
      }
      String identifier = handler.path("identifier").asText();
      List<Object> row = new ArrayList<>();
      row.add(handler.path("name").asText());
      row.add(EventHandler.resource(identifier));
      row.add(status.path("state").asText());
      row.add(status.path("openNotifications").asText());
      row.add(status.path("deadLetters").asText());
      row.add(errors);
      row.add(handler.path("id").asText());
      if (wide) {
        row.add(identifier);
      }
      table.row(row.toArray());
    }
    return table.isEmpty()
        ? "No event handlers. Resources of kind EventHandler declare them.\n"
        : table.text(session.terminal().colors());
  }
}
