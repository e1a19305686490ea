package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the health streams, or the sub streams of one. */
@Command(name = "list", description = "Lists the health streams, or the sub streams of one.")
final class HealthList implements Runnable {
  private final Session session;

  @Option(
      names = {"-u", "--urn"},
      paramLabel = "URN",
      description = "The stream whose sub streams to list.")
  private String urn;

  HealthList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (urn == null) {
      JsonNode answer = session.server().get(HealthStreams.PATH);
      session.printer().print(answer, () -> streams(answer.path("items")));
    } else {
      JsonNode answer = session.server().get(HealthStreams.of(urn) + "/substreams");
      session.printer().print(answer, () -> subStreams(answer.path("subStreams")));
    }
  }

  private String streams(JsonNode items) {
    Table table = new Table("Urn", "Consistency model", "Sub streams");
    for (JsonNode stream : items) {
      table.row(
          stream.path("urn").asText(),
          stream.path("consistencyModel").asText(),
          stream.path("subStreams").asText());
    }
    return table.isEmpty()
        ? "No health streams. Agents and `stackstate send` make them.\n"
        : table.text(session.terminal().colors());
  }

  private String subStreams(JsonNode items) {
    Table table = new Table("Sub stream", "Check states");
    for (JsonNode sub : items) {
      String id = sub.path("subStreamId").asText();
      table.row(id.isEmpty() ? "(default)" : id, sub.path("checkStateCount").asText());
    }
    return table.isEmpty() ? "No sub streams.\n" : table.text(session.terminal().colors());
  }
}
