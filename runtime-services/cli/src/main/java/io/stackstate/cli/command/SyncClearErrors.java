package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets the errors of a synchronization. */
@Command(name = "clear-errors", description = "Forgets the errors of a synchronization.")
final class SyncClearErrors implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Node id or identifier (URN).")
  private String id;

  SyncClearErrors(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Server.ok(
        session.server().tryPost(SyncStreams.PATH + "/clearErrors" + SyncStreams.naming(id), null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("cleared", id),
            () -> "Errors of " + id + " are cleared.");
  }
}
