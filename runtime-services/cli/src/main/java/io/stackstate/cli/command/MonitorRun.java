package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a monitor now. */
@Command(
    name = "run",
    description = "Runs a monitor now and shows the states; without --yes they are not kept.")
final class MonitorRun implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  @Option(
      names = {"--yes", "-y"},
      description = "The states are kept, as those of a run by the schedule are.")
  private boolean yes;

  MonitorRun(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer =
        Server.ok(
                session
                    .server()
                    .tryPost(
                        choice.path() + "/run" + Query.of("dryRun", yes ? "false" : "true"),
                        JsonNodeFactory.instance.objectNode()))
            .json();
    session
        .printer()
        .print(answer, () -> text(session, answer.path("result"), yes ? "" : ", not kept"));
  }

  /**
   * @param more said at the end
   */
  static String text(Session session, JsonNode result, String more) {
    Table table = new Table("State", "Element", "Id", "Message").states("State");
    for (JsonNode state : result.path("healthStates")) {
      table.row(
          state.path("state").asText(),
          state.path("topologyIdentifier").asText(),
          state.path("id").asText(),
          state.path("message").asText());
    }
    int shown = result.path("healthStates").size();
    String summary =
        "%s in %s ms%s%s.\n"
            .formatted(
                Snapshot.count(result.path("healthStatesCount").asLong(), "state"),
                result.path("durationMillis").asText(),
                more,
                result.path("truncated").asBoolean() ? "; the worst " + shown + " are shown" : "");
    StringBuilder log = new StringBuilder();
    for (JsonNode line : result.path("log")) {
      log.append(line.path("level").asText()).append(' ');
      log.append(line.path("message").asText()).append('\n');
    }
    return log + (table.isEmpty() ? "" : table.text(session.terminal().colors())) + summary;
  }
}
