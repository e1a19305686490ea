package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says that what a StackPack waits for is done. */
@Command(
    name = "confirm-manual-steps",
    description = "Says that what an instance waits for is done.")
final class StackPackConfirm implements Runnable {
  private final Session session;

  @Mixin private PackName name;

  @Option(names = "--id", required = true, paramLabel = "ID", description = "Of the instance.")
  private long id;

  StackPackConfirm(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String pack = name.get();
    String path = "/stackpack/" + Server.encode(pack) + "/confirm-manual-steps/" + id;
    Server.ok(session.server().tryPost(path, null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("name", pack).put("id", id),
            () -> pack + ", instance " + id + ", is INSTALLED.");
  }
}
