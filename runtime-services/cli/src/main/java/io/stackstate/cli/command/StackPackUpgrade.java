package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Upgrades all instances of a StackPack. */
@Command(
    name = "upgrade",
    description = "Upgrades all instances of a StackPack to its highest compatible version.")
final class StackPackUpgrade implements Runnable {
  private final Session session;

  @Mixin private PackName name;

  @Option(
      names = "--unlocked-strategy",
      paramLabel = "STRATEGY",
      defaultValue = "fail",
      description = "For nodes that were unlocked and changed: fail, skip or overwrite.")
  private String unlocked;

  StackPackUpgrade(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String pack = name.get();
    JsonNode found = Packs.find(session, pack);
    if (!found.hasNonNull("nextVersion")) {
      throw new CliException(
          ExitCode.REQUEST,
          pack + " " + found.path("version").asText() + ": there is nothing to upgrade to");
    }
    String from = found.path("version").asText();
    String to = found.path("nextVersion").path("version").asText();
    upgrade(session, pack, unlocked);
    session
        .printer()
        .print(
            JsonNodeFactory.instance.objectNode().put("name", pack).put("from", from).put("to", to),
            () -> pack + " is upgraded from " + from + " to " + to + ".");
  }

  static void upgrade(Session session, String pack, String unlocked) {
    String path = "/stackpack/" + Server.encode(pack) + "/upgrade?unlocked=" + unlocked;
    Server.ok(session.server().tryPost(path, null));
  }
}
