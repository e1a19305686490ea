package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.output.Table;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the events that may have caused a problem. */
@Command(
    name = "causes",
    description = "Lists the events that may have caused a problem, the most likely first.")
final class ProblemCauses implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Of the problem; problem list shows it.")
  private String id;

  @Mixin private AtOption at;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most events to show, 1 to 1000; default ${DEFAULT-VALUE}.")
  private int limit;

  ProblemCauses(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = ProblemText.path(session, id, "/causing-events", "topologyTime", at);
    JsonNode answer = session.server().get(path + (at.isNow() ? "?" : "&") + "limit=" + limit);
    switch (answer.path("_type").asText()) {
      case "CausingEventsResult" -> session.printer().print(answer, () -> text(answer));
      case "TooManyTopologyResults" ->
          throw new CliException(
              ExitCode.REQUEST, "the problem has too many elements to look at their events");
      case "CausingEventsAreNotAvailableForTheTime" ->
          throw new CliException(
              ExitCode.REQUEST, "the events of the time of the problem are no longer kept");
      default ->
          throw new CliException(
              ExitCode.REQUEST,
              "the server's answer is of type \"" + answer.path("_type").asText() + "\"");
    }
  }

  private String text(JsonNode answer) {
    Table table = new Table("Time", "Type", "Category", "Element", "Event");
    for (JsonNode event : answer.path("items")) {
      table.row(
          Seconds.of(ProblemText.time(event, "eventTime")),
          event.path("eventType").asText(),
          event.path("category").asText(),
          elements(event),
          event.path("name").asText());
    }
    return table.isEmpty()
        ? "No events that may have caused it.\n"
        : table.text(session.terminal().colors());
  }

  private static String elements(JsonNode event) {
    StringJoiner names = new StringJoiner(", ");
    event.path("elements").forEach(element -> names.add(element.path("name").asText()));
    return names.toString();
  }
}
