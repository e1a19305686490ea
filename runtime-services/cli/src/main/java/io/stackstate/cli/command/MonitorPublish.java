package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes states of a monitor that somebody else found. */
@Command(
    name = "publish",
    description = "Publishes states of a monitor that the platform does not run.",
    footer = {
      "",
      "The file has a list of states, {id, state, topologyIdentifier, message, reason}, which are all",
      "that there are; or {firstBatch, lastBatch, healthStates} of a snapshot in several parts.",
      "Example: stackstate monitor publish urn:shop:monitor:nightly --file states.json"
    })
final class MonitorPublish implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  @Option(
      names = {"--file", "-f"},
      required = true,
      paramLabel = "FILE",
      description = "JSON; - is standard input.")
  private String file;

  MonitorPublish(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode given = read();
    JsonNode body =
        given.isArray() ? JsonNodeFactory.instance.objectNode().set("healthStates", given) : given;
    JsonNode answer = Server.ok(session.server().tryPost(choice.path() + "/publish", body)).json();
    long states = answer.path("healthStatesCount").asLong();
    session
        .printer()
        .print(
            answer, () -> "%s of %s.".formatted(Snapshot.count(states, "state"), choice.given()));
  }

  private JsonNode read() {
    try {
      JsonNode given = new ObjectMapper().readTree(Files.read(session, file));
      if (given.isArray() || given.isObject()) {
        return given;
      }
    } catch (IOException e) {
      throw new CliException(ExitCode.READ_FILE, file + " is no JSON: " + e.getMessage());
    }
    throw new CliException(
        ExitCode.READ_FILE, file + ": found neither a list nor an object, expected one of them");
  }
}
