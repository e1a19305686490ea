package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;

/** Lists the types of settings nodes. */
@Command(name = "list-types", description = "Lists the types of settings nodes.")
final class SettingsListTypes implements Runnable {
  private final Session session;

  SettingsListTypes(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get("/node");
    session.printer().print(answer, () -> table(answer.path("nodeTypes")));
  }

  private String table(JsonNode types) {
    Table table = new Table("Name", "Description");
    types.forEach(
        type -> table.row(type.path("typeName").asText(), type.path("description").asText()));
    return table.text(session.terminal().colors());
  }
}
