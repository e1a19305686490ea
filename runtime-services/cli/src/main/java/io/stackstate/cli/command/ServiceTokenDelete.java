package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Revokes a service token. */
@Command(name = "delete", description = "Revokes a service token, at once.")
final class ServiceTokenDelete implements Runnable {
  private final Session session;

  @Option(
      names = {"-i", "--id"},
      required = true,
      paramLabel = "ID",
      description = "Of the token; see: service-token list.")
  private long id;

  ServiceTokenDelete(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Server.ok(session.server().tryDelete(ServiceToken.PATH + "/" + id));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("deleted-service-token", id),
            () -> "Service token " + id + " deleted.");
  }
}
