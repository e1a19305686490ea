package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forgets the errors of a health stream. */
@Command(name = "clear-error", description = "Forgets the errors of a health stream.")
final class HealthClearErrors implements Runnable {
  private final Session session;

  @Option(
      names = {"-u", "--urn"},
      required = true,
      paramLabel = "URN",
      description = "The stream.")
  private String urn;

  HealthClearErrors(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Server.ok(session.server().tryPost(HealthStreams.of(urn) + "/clearErrors", null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("cleared", urn),
            () -> "Errors of %s are cleared.".formatted(urn));
  }
}
