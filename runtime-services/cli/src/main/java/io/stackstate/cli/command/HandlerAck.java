package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Acknowledges a notification: it is neither repeated nor escalated. */
@Command(
    name = "ack",
    description = "Acknowledges a notification: it is neither repeated nor escalated.")
final class HandlerAck implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NOTIFICATION", description = "Its id, as handler describe shows it.")
  private String notification;

  @Option(names = "--by", paramLabel = "NAME", description = "Who looks after it.")
  private String by;

  HandlerAck(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (by != null) {
      body.put("by", by);
    }
    Server.ok(
        session.server().tryPost("/notifications/" + Server.encode(notification) + "/ack", body));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("acknowledged", notification),
            () -> "%s is acknowledged.".formatted(notification));
  }
}
