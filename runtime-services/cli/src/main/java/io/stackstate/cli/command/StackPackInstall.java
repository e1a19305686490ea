package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.http.Server;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Installs an instance of a StackPack. */
@Command(
    name = "install",
    description = "Installs an instance of a StackPack.",
    footer = {
      "",
      "Example: stackstate stackpack install autosync --config sts_instance_type=shop"
          + " --config sts_instance_url=https://shop.example.org"
    })
final class StackPackInstall implements Runnable {
  private final Session session;

  @Mixin private PackName name;

  @Option(
      names = {"--parameter", "-p"},
      paramLabel = "KEY=VALUE",
      description = "See: stackpack list-parameters; --config KEY=VALUE is the same.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--unlocked-strategy",
      paramLabel = "STRATEGY",
      defaultValue = "fail",
      description = "For nodes that were unlocked and changed: fail, skip or overwrite.")
  private String unlocked;

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Waits until it is done; the default.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait.")
  private long timeout;

  StackPackInstall(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String pack = name.get();
    JsonNode instance = install(session, pack, inputs(session, parameters), unlocked);
    JsonNode shown =
        wait ? Packs.await(session, pack, instance.path("id").asLong(), timeout) : instance;
    session.printer().print(shown, () -> told(pack, shown));
  }

  static Map<String, String> inputs(Session session, Map<String, String> parameters) {
    Map<String, String> inputs = new LinkedHashMap<>(session.inputs());
    inputs.putAll(parameters);
    return inputs;
  }

  static JsonNode install(
      Session session, String pack, Map<String, String> inputs, String unlocked) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    inputs.forEach(body::put);
    String path = "/stackpack/" + Server.encode(pack) + "/provision?unlocked=" + unlocked;
    return Server.ok(session.server().tryPost(path, body)).json();
  }

  static String told(String pack, JsonNode instance) {
    String text =
        pack
            + " "
            + instance.path("stackPackVersion").asText()
            + ", instance "
            + instance.path("id").asText()
            + ": "
            + instance.path("status").asText();
    return instance.path("status").asText().equals("WAITING_FOR_DATA")
        ? text + "; it is INSTALLED when data arrives"
        : text;
  }
}
