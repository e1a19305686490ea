package io.stackstate.cli.command;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how a query is answered. */
@Command(
    name = "explain",
    description = "Shows how a query is answered, and what each step selects and loads.")
final class TopologyExplain implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "STQL", description = "The query.")
  private String query;

  @Mixin private AtOption at;

  TopologyExplain(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Instant time = at.time(session);
    new Plan(session).print(query, time);
  }
}
