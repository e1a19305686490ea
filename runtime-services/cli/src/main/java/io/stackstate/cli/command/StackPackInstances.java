package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the instances of a StackPack. */
@Command(name = "list-instances", description = "Lists the instances of a StackPack.")
final class StackPackInstances implements Runnable {
  private final Session session;

  @Mixin private PackName name;

  StackPackInstances(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode instances = Packs.find(session, name.get()).path("configurations");
    session.printer().print(instances, () -> table(instances));
  }

  private String table(JsonNode instances) {
    Table table =
        new Table("Id", "Status", "Version", "Changed", "Configuration", "Error").states("Status");
    for (JsonNode instance : instances) {
      String time = Instant.ofEpochMilli(instance.path("lastUpdateTimestamp").asLong()).toString();
      StringBuilder config = new StringBuilder();
      instance
          .path("config")
          .properties()
          .forEach(e -> config.append(e.getKey() + "=" + e.getValue().asText() + " "));
      table.row(
          instance.path("id").asText(),
          instance.path("status").asText(),
          instance.path("stackPackVersion").asText(),
          Age.of(time, session.now()),
          config,
          instance.path("error").path("error").path("message").asText());
    }
    return table.isEmpty() ? "It has no instances.\n" : table.text(session.terminal().colors());
  }
}
