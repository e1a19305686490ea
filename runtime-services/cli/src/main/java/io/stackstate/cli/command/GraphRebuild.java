package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a fresh graph from the change log, beside the one in use. */
@Command(
    name = "rebuild",
    description = {
      "Makes the graph anew from the change log, beside the one in use, which it replaces at the"
          + " next start.",
      "On the machine of a stopped platform: --offline does the same at once, --log writes a lost"
          + " change log anew from the graph; both take --data-dir."
    })
final class GraphRebuild implements Runnable {
  private final Session session;

  @Option(
      names = "--offline",
      description = "Without a running server, for a graph that is damaged.")
  private boolean offline;

  @Option(
      names = "--log",
      description = "The change log from the graph, while the platform is stopped.")
  private boolean log;

  @Option(
      names = "--force",
      description =
          "Gives up what the rebuild would lose: history that the change log does not have, with"
              + " --log the records that it has.")
  private boolean force;

  GraphRebuild(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (offline || log) {
      throw new CliException(
          ExitCode.REQUEST,
          "--offline and --log work on the data directory; use the script stackstate of the"
              + " installation");
    }
    JsonNode status =
        new AdminJob(session, "/graph/rebuild")
            .run(
                "?force=" + force,
                running ->
                    running.path("lag").asLong() > 0
                        ? running.path("lag").asLong() + " records are still to be read"
                        : "");
    JsonNode made = status.path("last");
    session
        .printer()
        .print(
            status,
            () ->
                "The graph is rebuilt: "
                    + Snapshot.count(made.path("components").asLong(), "component")
                    + ", "
                    + Snapshot.count(made.path("relations").asLong(), "relation")
                    + ". It is used from the next start on.");
  }
}
