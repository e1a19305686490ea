package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.http.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a monitor as a document. */
@Command(name = "describe", description = "Shows a monitor as a document in STJ.")
final class MonitorDescribe implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "Writes it there.")
  private String file;

  MonitorDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode monitor = session.server().get(choice.path());
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.putArray("nodesWithIds").add(monitor.path("id").asLong());
    String document = Server.ok(session.server().tryPost("/export", request)).text();
    Files.write(session, file, document);
  }
}
