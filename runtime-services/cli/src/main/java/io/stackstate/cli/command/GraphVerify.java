package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.output.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the current graph with its history while both are used. */
@Command(
    name = "verify",
    description = "Compares the graph with its history, and mends it when asked to.")
final class GraphVerify implements Runnable {
  private final Session session;

  @Option(names = "--repair", description = "Mends what differs.")
  private boolean repair;

  @Option(names = "--last", description = "Only shows what the last verification found.")
  private boolean last;

  GraphVerify(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode status =
        last
            ? session.server().getFromAdmin("/graph/verify")
            : new AdminJob(session, "/graph/verify")
                .run("?repair=" + repair, running -> running.path("phase").asText());
    JsonNode found = status.path("last");
    session.printer().print(status, () -> text(found));
    if (found.path("count").asLong() > 0 && !found.path("repaired").asBoolean()) {
      throw new CliException(
          ExitCode.REQUEST,
          repair
              ? "not all of it can be repaired; see: stackstate graph rebuild --help"
              : "the graph differs from its history; mend it with: stackstate graph verify"
                  + " --repair");
    }
  }

  private static String text(JsonNode found) {
    if (found.isMissingNode()) {
      return "The graph was not verified since the server was started.";
    }
    Fields fields = new Fields();
    long started = found.path("startedMillis").asLong();
    fields.add("Verified", java.time.Instant.ofEpochMilli(started));
    fields.add("Took", found.path("finishedMillis").asLong() - started + " ms");
    if (found.has("error")) {
      return fields.add("Failed", found.path("error").asText()).text();
    }
    long count = found.path("count").asLong();
    fields.add("Result", count == 0 ? "the graph agrees with its history" : count + " differences");
    fields.add("Repaired", count == 0 ? null : found.path("repaired").asBoolean() ? "yes" : "no");
    StringBuilder lines = new StringBuilder();
    found.path("differences").forEach(line -> lines.append(line.asText()).append('\n'));
    return fields.add("Differences", lines).text();
  }
}
