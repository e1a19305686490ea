package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes a health stream and its check states; data that comes begins it anew. */
@Command(
    name = "delete",
    description = "Deletes a health stream and its check states; data that comes begins it anew.")
final class HealthDelete implements Runnable {
  private final Session session;

  @Option(
      names = {"-u", "--urn"},
      required = true,
      paramLabel = "URN",
      description = "The stream.")
  private String urn;

  HealthDelete(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Server.ok(session.server().tryDelete(HealthStreams.of(urn)));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("deleted", urn),
            () -> "%s is being deleted.".formatted(urn));
  }
}
