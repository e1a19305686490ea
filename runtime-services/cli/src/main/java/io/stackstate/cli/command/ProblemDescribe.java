package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one problem with all of its causes. */
@Command(
    name = "describe",
    description = "Shows one problem: its root cause and what it explains.",
    footer = {
      "",
      "Examples:",
      "  stackstate problem describe 4186687076877640",
      "  stackstate problem describe 4186687076877640 --at -1h"
    })
final class ProblemDescribe implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Of the problem; problem list shows it.")
  private String id;

  @Mixin private AtOption at;

  ProblemDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode problem = session.server().get(ProblemText.path(session, id, "", "time", at));
    session.printer().print(problem, () -> fields(problem) + contributing(problem));
  }

  private static String fields(JsonNode problem) {
    StringJoiner identifiers = new StringJoiner("\n");
    problem.path("identifiers").forEach(identifier -> identifiers.add(identifier.asText()));
    return new Fields()
        .add("Id", problem.path("problemId").asText())
        .add("Root cause", ProblemText.name(problem))
        .add("Type", ProblemText.type(problem))
        .add("Element id", problem.path("nodeId").asText())
        .add("Identifiers", identifiers.toString())
        .add("Health", problem.path("healthState").asText())
        .add("Failing checks", ProblemText.checks(problem, "\n"))
        .add("Unhealthy since", ProblemText.time(problem, "unhealthySince"))
        .add("Created", ProblemText.time(problem, "createdTimestamp"))
        .add("Updated", ProblemText.time(problem, "lastUpdateTimestamp"))
        .add(
            "Causing events",
            "%s to %s"
                .formatted(
                    ProblemText.time(problem, "startTimestamp"),
                    ProblemText.time(problem, "endTimestamp")))
        .text();
  }

  private String contributing(JsonNode problem) {
    Table table =
        new Table("Health", "Contributing cause", "Type", "Failing checks", "Age", "Id")
            .states("Health");
    for (JsonNode cause : problem.path("contributingProblems")) {
      table.row(
          cause.path("healthState").asText(),
          ProblemText.name(cause),
          ProblemText.type(cause),
          ProblemText.checks(cause, ", "),
          ProblemText.age(cause, "healthStateTimestamp", session.now()),
          cause.path("nodeId").asText());
    }
    int more =
        problem.path("contributingCount").asInt() - problem.path("contributingProblems").size();
    return table.isEmpty()
        ? "\nNothing else is unhealthy because of it.\n"
        : "\n"
            + table.text(session.terminal().colors())
            + (more > 0 ? "and " + more + " more\n" : "");
  }
}
