package io.stackstate.cli.command;

import io.stackstate.cli.TimeArgument;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a query is answered. */
@Command(
    name = "explain",
    description = "Shows how a query is answered, and what each step selects and loads.")
final class TopologyExplain implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "STQL", description = "The query.")
  private String query;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default now.")
  private String at;

  TopologyExplain(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Instant time = at == null ? null : TimeArgument.parse("--at", at, session.now());
    new Plan(session).print(query, time);
  }
}
