package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the monitors. */
@Command(name = "list", description = "Lists the monitors.")
final class MonitorList implements Runnable {
  private final Session session;

  MonitorList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get(MonitorChoice.PATH);
    session.printer().print(answer, () -> text(answer.path("monitors")));
  }

  private String text(JsonNode monitors) {
    Table table =
        new Table("Identifier", "Status", "Interval", "Name", "Tags", "Id").states("Status");
    if (!session.printer().wide()) {
      table.without("Tags", "Id");
    }
    for (JsonNode monitor : monitors) {
      List<String> tags = new ArrayList<>();
      monitor.path("tags").forEach(tag -> tags.add(tag.asText()));
      table.row(
          monitor.path("identifier").asText(monitor.path("id").asText()),
          monitor.path("runtimeStatus").asText(),
          monitor.path("intervalSeconds").asText() + "s",
          monitor.path("name").asText(),
          String.join(", ", tags),
          monitor.path("id").asText());
    }
    return table.isEmpty()
        ? "No monitors. `stackstate monitor apply` and resources of kind Monitor make them.\n"
        : table.text(session.terminal().colors());
  }
}
