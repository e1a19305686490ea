package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a monitor and its states. */
@Command(name = "delete", description = "Deletes a monitor and its states.")
final class MonitorDelete implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  MonitorDelete(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Server.ok(session.server().tryDelete(choice.path()));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("deleted", choice.given()),
            () -> "%s is deleted.".formatted(choice.given()));
  }
}
