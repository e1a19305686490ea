package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a synchronization evaluate anew what its topic holds. */
@Command(
    name = "reset",
    description = {
      "Evaluates anew what the topic of a synchronization holds, and removes what it does not hold."
    })
final class SyncReset implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Node id or identifier (URN).")
  private String id;

  SyncReset(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Server.ok(session.server().tryPost(SyncStreams.PATH + "/reset" + SyncStreams.naming(id), null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("reset", id),
            () -> id + " is being reset; see: stackstate topology sync describe " + id);
  }
}
