package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a check or stream that people made. */
@Command(name = "delete", description = "Deletes one that people made.")
final class PartDelete implements Runnable {
  private final Session session;
  private final ElementPart part;

  @Mixin private ElementChoice element;

  @Parameters(index = "1", paramLabel = "ID", description = "Of what is to be deleted.")
  private long id;

  PartDelete(Session session, ElementPart part) {
    this.session = session;
    this.part = part;
  }

  @Override
  public void run() {
    Server.ok(session.server().tryDelete(element.path() + "/" + part.path() + "/" + id));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("deleted", id),
            () -> "%d is deleted.".formatted(id));
  }
}
