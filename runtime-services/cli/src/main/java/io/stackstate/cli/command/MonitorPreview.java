package io.stackstate.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stackstate.cli.http.Server;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a monitor would say with other arguments. */
@Command(
    name = "preview",
    description = "Shows the states that a monitor would give with other arguments; keeps nothing.",
    footer = {
      "",
      "A value is JSON, or else text: --argument least=2 --argument query='layer = \"Databases\"'"
    })
final class MonitorPreview implements Runnable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Session session;

  @Mixin private MonitorChoice choice;

  @Option(
      names = {"--argument", "-a"},
      paramLabel = "NAME=VALUE",
      description = "An argument; when one is given, only those that are given are used.")
  private Map<String, String> arguments = new LinkedHashMap<>();

  MonitorPreview(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!arguments.isEmpty()) {
      ObjectNode given = body.putObject("arguments");
      arguments.forEach((name, value) -> given.set(name, plain(value)));
    }
    JsonNode answer = Server.ok(session.server().tryPost(choice.path() + "/preview", body)).json();
    session
        .printer()
        .print(answer, () -> MonitorRun.text(session, answer.path("result"), ", not kept"));
  }

  private static JsonNode plain(String value) {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(value);
    }
  }
}
