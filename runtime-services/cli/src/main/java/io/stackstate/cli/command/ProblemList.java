package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists problems, now or in the past. */
@Command(
    name = "list",
    description = "Lists problems, the one that changed last first.",
    footer = {
      "",
      "Examples:",
      "  stackstate problem list",
      "  stackstate problem list --query 'domain = \"shop\"' --at -1h"
    })
final class ProblemList implements Runnable {
  private final Session session;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "STQL",
      description = "Those that concern what this selects, for example: 'label = \"team:shop\"'.")
  private String query;

  @Mixin private AtOption at;

  ProblemList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
    if (query != null) {
      parameters.add("query=" + Server.encode(query));
    }
    if (!at.isNow()) {
      parameters.add("time=" + at.time(session).toEpochMilli());
    }
    JsonNode answer =
        QueryAnswer.result(
            session.server().tryGet("/problems" + parameters), query == null ? "" : query);
    session.printer().print(answer, () -> text(answer));
    int shown = answer.path("items").size();
    int total = answer.path("total").asInt();
    if (total > shown) {
      session.printer().note(total + " problems; the " + shown + " that changed last are shown");
    }
  }

  private String text(JsonNode answer) {
    Table table =
        new Table(
                "Id", "Health", "Root cause", "Type", "Causes", "Age", "Updated", "Failing checks")
            .states("Health");
    for (JsonNode problem : answer.path("items")) {
      table.row(
          problem.path("problemId").asText(),
          problem.path("healthState").asText(),
          ProblemText.name(problem),
          ProblemText.type(problem),
          problem.path("contributingCount").asText(),
          ProblemText.age(problem, "createdTimestamp", session.now()),
          ProblemText.age(problem, "lastUpdateTimestamp", session.now()),
          ProblemText.checks(problem, ", "));
    }
    return table.isEmpty() ? "No problems.\n" : table.text(session.terminal().colors());
  }
}
