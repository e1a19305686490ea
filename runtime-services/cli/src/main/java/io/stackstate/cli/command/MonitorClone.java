package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a copy of a monitor that people may change, as those of StackPacks must not be. */
@Command(
    name = "clone",
    description = "Makes a copy of a monitor under another name, which is yours to change.")
final class MonitorClone implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  @Option(
      names = {"--name", "-n"},
      required = true,
      paramLabel = "NAME",
      description = "The name of the copy.")
  private String name;

  MonitorClone(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = "/node/Monitor/" + Server.encode(choice.given()) + "/clone";
    JsonNode copy =
        Server.ok(
                session
                    .server()
                    .tryPost(path, JsonNodeFactory.instance.objectNode().put("name", name)))
            .json();
    session
        .printer()
        .print(copy, () -> "%s is monitor %s.".formatted(name, copy.path("id").asText()));
  }
}
