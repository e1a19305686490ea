package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what a StackPack asks for at its installation. */
@Command(
    name = "list-parameters",
    description = "Lists what a StackPack asks for at its installation.")
final class StackPackParameters implements Runnable {
  private final Session session;

  @Mixin private PackName name;

  StackPackParameters(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode steps = Packs.find(session, name.get()).path("steps");
    session.printer().print(steps, () -> table(steps));
  }

  private String table(JsonNode steps) {
    Table table = new Table("Name", "Type", "Default", "Description");
    for (JsonNode step : steps) {
      table.row(
          step.path("name").asText(),
          step.path("value").path("_type").asText(),
          step.path("value").path("default").asText(),
          step.path("display").asText());
    }
    return table.isEmpty() ? "It asks for nothing.\n" : table.text(session.terminal().colors());
  }
}
