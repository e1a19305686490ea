package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all versions of one component or relation. */
@Command(
    name = "history",
    description = "Shows all versions of one component or relation, also of one that is gone.")
final class TopologyHistory implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "ID|IDENTIFIER",
      description = "Id of a component or relation, or an identifier of a component.")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "-1h, 2026-01-31T12:00:00Z or epoch milliseconds; default all that is kept.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Likewise; default now.")
  private String to;

  TopologyHistory(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    StringJoiner interval = new StringJoiner("&", "?", "").setEmptyValue("");
    add(interval, "from", from);
    add(interval, "to", to);
    Server server = session.server();
    Answer answer = server.tryGet("/components/" + Server.encode(id) + "/history" + interval);
    if (answer.status() == 404 && id.matches("\\d+")) {
      Answer relation = server.tryGet("/relations/" + id + "/history" + interval);
      answer = relation.status() == 200 ? relation : answer;
    }
    JsonNode history = Server.ok(answer).json();
    session.printer().print(history, () -> text(history));
  }

  private void add(StringJoiner interval, String name, String time) {
    if (time != null) {
      Instant instant = TimeArgument.parse("--" + name, time, session.now());
      interval.add(name + "=" + instant.toEpochMilli());
    }
  }

  private String text(JsonNode history) {
    JsonNode start = history.path("atStart");
    JsonNode end = history.path("atEnd");
    JsonNode shown = end.isObject() ? end : last(history, start);
    StringJoiner others = new StringJoiner(", ");
    history.path("otherIds").forEach(other -> others.add(other.asText()));
    String fields =
        new Fields()
            .add("Name", shown.path("name").asText(""))
            .add("Type", shown.path("type").asText(""))
            .add("Id", history.path("id").asText())
            .add("From", time(history, "fromMillis"))
            .add("To", time(history, "toMillis"))
            .add("At the start", start.isObject() ? "it was there" : "it was not there")
            .add("At the end", end.isObject() ? "it is there" : "it is gone")
            .add("Same identifier", others.toString())
            .text();
    Table table = new Table("Time", "What", "Commit", "Details");
    for (JsonNode version : history.path("versions")) {
      table.row(
          time(version, "timeMillis"),
          ChangeText.kind(version),
          version.path("commit").asText(),
          ChangeText.details(version));
    }
    return table.isEmpty()
        ? fields + "\nNothing changed.\n"
        : fields + "\n" + table.text(session.terminal().colors());
  }

  private static JsonNode last(JsonNode history, JsonNode start) {
    JsonNode versions = history.path("versions");
    return versions.isEmpty() ? start : versions.get(versions.size() - 1);
  }

  private static Instant time(JsonNode node, String field) {
    return Instant.ofEpochMilli(node.path(field).asLong());
  }
}
