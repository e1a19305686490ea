package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;

/** Lists the synchronizations. */
@Command(name = "list", description = "Lists the synchronizations.")
final class SyncList implements Runnable {
  private final Session session;

  SyncList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get(SyncStreams.PATH);
    session.printer().print(answer, () -> table(answer.path("streams")));
  }

  private String table(JsonNode streams) {
    Table table =
        new Table("Name", "Status", "Components", "Relations", "Errors", "Node id", "Identifier")
            .states("Status");
    for (JsonNode s : streams) {
      table.row(
          s.path("name").asText(),
          s.path("status").asText(),
          changes(s, "Components"),
          changes(s, "Relations"),
          s.path("errors").asText(),
          s.path("nodeId").asText(),
          s.path("syncIdentifier").asText());
    }
    return table.isEmpty()
        ? "No synchronizations. Declare one: an Integration in the folder of --resources.\n"
        : table.text(session.terminal().colors());
  }

  /** Created and deleted. */
  static String changes(JsonNode stream, String what) {
    return "+"
        + stream.path("created" + what).asText()
        + " -"
        + stream.path("deleted" + what).asText();
  }
}
