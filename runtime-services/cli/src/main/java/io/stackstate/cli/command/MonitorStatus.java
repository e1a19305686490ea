package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how a monitor does. */
@Command(
    name = "status",
    description = "Shows how a monitor does, and which of its states found no element.")
final class MonitorStatus implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  MonitorStatus(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get(choice.path() + "/status");
    session.printer().print(answer, () -> text(answer));
  }

  private String text(JsonNode answer) {
    JsonNode monitor = answer.path("monitor");
    JsonNode metrics = answer.path("metrics").path("runtimeMetrics");
    Fields fields =
        new Fields()
            .add("Name", monitor.path("name").asText())
            .add("Identifier", monitor.path("identifier").asText())
            .add("Status", monitor.path("runtimeStatus").asText())
            .add("Function", answer.path("function").path("name").asText())
            .add("States", metrics.path("healthStatesCount").asText())
            .add("Clear", metrics.path("clearCount").asText())
            .add("Deviating", metrics.path("deviatingCount").asText())
            .add("Critical", metrics.path("criticalCount").asText())
            .add("Unknown", metrics.path("unknownCount").asText())
            .add("Found no element", metrics.path("unmappedHealthStatesCount").asText())
            .add("Last run", time(metrics, "lastRunTimestamp"))
            .add("Last success", time(metrics, "lastSuccessfulRunTimestamp"))
            .add("Last failure", time(metrics, "lastFailedRunTimestamp"));
    return fields.text() + errors(answer) + unmatched(answer.path("topologyMatchResult"));
  }

  private static String time(JsonNode metrics, String field) {
    JsonNode millis = metrics.path(field);
    return millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()).toString() : "never";
  }

  private String errors(JsonNode answer) {
    Table table = new Table("Level", "Count", "Error").states("Level");
    for (JsonNode error : answer.path("errors")) {
      table.row(
          error.path("level").asText(), error.path("count").asText(), error.path("error").asText());
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }

  private String unmatched(JsonNode matches) {
    Table table = new Table("State without element", "Identifier", "Did you mean");
    for (JsonNode state : matches.path("unmatchedCheckStates")) {
      table.row(
          state.path("checkStateId").asText(),
          state.path("topologyElementIdentifier").asText(),
          state.path("similarIdentifier").asText());
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }
}
