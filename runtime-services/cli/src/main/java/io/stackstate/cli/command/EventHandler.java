package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Commands about event handlers. */
@Command(
    name = "handler",
    description = "Event handlers: who is told of what.",
    synopsisSubcommandLabel = "COMMAND")
final class EventHandler {
  static final String PATH = "/event-handlers";
  private static final String RESOURCES = Get.ROOT + "/eventhandlers";

  /**
   * Finds a handler by its identifier, id, name, or the name of the resource that declares it.
   *
   * @throws CliException when there is none, or several
   */
  static JsonNode find(Session session, String handler) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : session.server().get(PATH).path("eventHandlers")) {
      String identifier = each.path("identifier").asText();
      if (identifier.equals(handler)
          || each.path("id").asText().equals(handler)
          || each.path("name").asText().equals(handler)
          || identifier.endsWith(":" + handler)) {
        found.add(each);
      }
    }
    if (found.size() != 1) {
      throw new CliException(
          found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.REQUEST,
          found.isEmpty()
              ? "there is no event handler " + handler + whyNot(session, handler)
              : "several event handlers are called " + handler + ", use an identifier");
    }
    return found.get(0);
  }

  /**
   * A resource that waits, say for a Secret, is no handler yet: what it waits for is the answer.
   */
  private static String whyNot(Session session, String handler) {
    for (JsonNode each : resources(session)) {
      if (each.at("/metadata/name").asText().equals(handler)) {
        return " yet: its resource is not ready, " + NotReady.why(each).orElse("without a reason");
      }
    }
    return "; see: stackstate handler list";
  }

  /** None where the server does not know resources, because the operator applies them. */
  private static JsonNode resources(Session session) {
    Answer answer = session.server().tryGetFromRoot(RESOURCES);
    return answer.status() == 200 ? answer.json().path("items") : MissingNode.getInstance();
  }

  /** {@code namespace/name} of the resource that declares a handler; empty when none does. */
  static String resource(String identifier) {
    String prefix = "urn:stackstate:event-handler:";
    String rest = identifier.startsWith(prefix) ? identifier.substring(prefix.length()) : "";
    return rest.chars().filter(c -> c == ':').count() == 1 ? rest.replace(':', '/') : "";
  }

  /** The path of a handler that was found. */
  static String path(Session session, String handler) {
    return PATH + "/" + Server.encode(find(session, handler).path("id").asText());
  }
}
