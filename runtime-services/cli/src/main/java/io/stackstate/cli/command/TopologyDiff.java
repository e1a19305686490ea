package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the topology of two times. */
@Command(
    name = "diff",
    description = "Compares the topology of two times.",
    footer = {"", "Example: stackstate topology diff --from -20m --query 'layer = \"Services\"'"})
final class TopologyDiff implements Runnable {
  private static final List<String> KINDS = List.of("added", "removed", "changed", "health");

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "STQL", description = "Only what this query selects.")
  private String positional;

  @Option(names = "--query", paramLabel = "STQL", description = "The same.")
  private String query;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "-20m, 2026-01-31T12:00:00Z or epoch milliseconds.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Likewise; default now.")
  private String to = "now";

  TopologyDiff(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Instant start = TimeArgument.parse("--from", from, session.now());
    Instant end = TimeArgument.parse("--to", to, session.now());
    String stql = query != null ? query : positional != null ? positional : "";
    String path =
        "/topology/diff?from="
            + start.toEpochMilli()
            + "&to="
            + end.toEpochMilli()
            + (stql.isBlank() ? "" : "&query=" + Server.encode(stql));
    JsonNode diff = QueryAnswer.result(session.server().tryGet(path), stql);
    session.printer().print(diff, () -> table(diff));
    StringJoiner counts = new StringJoiner(", ");
    KINDS.forEach(kind -> counts.add(diff.path(kind).size() + " " + said(kind)));
    session
        .printer()
        .note(
            counts
                + " between "
                + Instant.ofEpochMilli(diff.path("fromMillis").asLong())
                + " and "
                + Instant.ofEpochMilli(diff.path("toMillis").asLong()));
  }

  private static String said(String kind) {
    return kind.equals("health") ? "with another health" : kind;
  }

  private String table(JsonNode diff) {
    Table table = new Table("What", "Element", "Name", "Type", "Id", "Details");
    for (String kind : KINDS) {
      for (JsonNode change : diff.path(kind)) {
        table.row(
            kind,
            change.path("_type").asText().toLowerCase(Locale.ROOT),
            change.path("name").asText(""),
            change.path("type").asText(""),
            change.path("id").asText(),
            ChangeText.details(change));
      }
    }
    return table.text(session.terminal().colors());
  }
}
