package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says that what a StackPack waits for is done. */
@Command(
    name = "confirm-manual-steps",
    description = "Says that what an instance waits for is done.")
final class StackPackConfirm implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of the StackPack.")
  private String name;

  @Option(names = "--name", paramLabel = "NAME", description = "The same.")
  private String nameOption;

  @Option(names = "--id", required = true, paramLabel = "ID", description = "Of the instance.")
  private long id;

  StackPackConfirm(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String pack = Packs.name(name, nameOption);
    String path = "/stackpack/" + Server.encode(pack) + "/confirm-manual-steps/" + id;
    Server.ok(session.server().tryPost(path, null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("name", pack).put("id", id),
            () -> pack + ", instance " + id + ", is INSTALLED.");
  }
}
