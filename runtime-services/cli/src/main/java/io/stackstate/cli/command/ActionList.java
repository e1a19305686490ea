package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the actions that a component has. */
@Command(name = "list", description = "Lists the actions that a component has, now or in the past.")
final class ActionList implements Runnable {
  private final Session session;

  @Mixin private ActionTarget target;

  ActionList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode actions = fetch(session, target);
    session.printer().print(actions, () -> text(actions));
  }

  static JsonNode fetch(Session session, ActionTarget target) {
    Instant time = target.time(session);
    String when = time == null ? "" : "?queryTime=" + time.toEpochMilli();
    return Server.ok(session.server().tryGet(target.path() + when)).json();
  }

  private String text(JsonNode actions) {
    Table table = new Table("Name", "Identifier", "Id", "Description");
    if (!session.printer().wide()) {
      table.without("Identifier", "Id");
    }
    for (JsonNode action : actions) {
      table.row(
          action.path("name").asText(),
          action.path("identifier").asText(),
          action.path("id").asText(),
          action.path("description").asText());
    }
    return table.text(session.terminal().colors());
  }
}
