package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes an instance of a StackPack. */
@Command(
    name = "uninstall",
    description = "Removes an instance of a StackPack, with all that came through it.")
final class StackPackUninstall implements Runnable {
  private final Session session;

  @Mixin private PackName name;

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
    String pack = name.get();
    String path = "/stackpack/" + Server.encode(pack) + "/deprovision/" + id;
    Server.ok(session.server().tryPost(path, null));
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("name", pack).put("id", id),
            () -> pack + ", instance " + id + ", is being removed.");
  }
}
