package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Upgrades all instances of a StackPack. */
@Command(
    name = "upgrade",
    description = "Upgrades all instances of a StackPack to its highest compatible version.")
final class StackPackUpgrade implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of the StackPack.")
  private String name;

  @Option(names = "--name", paramLabel = "NAME", description = "The same.")
  private String nameOption;

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
    String pack = Packs.name(name, nameOption);
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
