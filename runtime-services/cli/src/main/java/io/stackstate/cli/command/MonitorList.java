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
    boolean wide = session.printer().wide();
    Table table =
        wide
            ? new Table("Identifier", "Status", "Interval", "Name", "Tags", "Id")
            : new Table("Identifier", "Status", "Interval", "Name");
    table.states("Status");
    for (JsonNode monitor : monitors) {
      List<String> tags = new ArrayList<>();
      monitor.path("tags").forEach(tag -> tags.add(tag.asText()));
      List<Object> row = new ArrayList<>();
      row.add(monitor.path("identifier").asText(monitor.path("id").asText()));
      row.add(monitor.path("runtimeStatus").asText());
      row.add(monitor.path("intervalSeconds").asText() + "s");
      row.add(monitor.path("name").asText());
      if (wide) {
        row.add(String.join(", ", tags));
        row.add(monitor.path("id").asText());
      }
      table.row(row.toArray());
    }
    return table.isEmpty()
        ? "No monitors. `stackstate monitor apply` and resources of kind Monitor make them.\n"
        : table.text(session.terminal().colors());
  }
}
