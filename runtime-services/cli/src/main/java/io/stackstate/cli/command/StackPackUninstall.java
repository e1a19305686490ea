package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes an instance of a StackPack. */
@Command(
    name = "uninstall",
    description = "Removes an instance of a StackPack, with all that came through it.")
final class StackPackUninstall implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of the StackPack.")
  private String name;

  @Option(names = "--name", paramLabel = "NAME", description = "The same.")
  private String nameOption;

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "Of the instance; see: stackpack list-instances.")
  private long id;

  StackPackUninstall(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String pack = Packs.name(name, nameOption);
    String path = "/stackpack/" + Server.encode(pack) + "/deprovision/" + id;
    Server.ok(session.server().tryPost(path, null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("name", pack).put("id", id),
            () -> pack + ", instance " + id + ", is being removed.");
  }
}
