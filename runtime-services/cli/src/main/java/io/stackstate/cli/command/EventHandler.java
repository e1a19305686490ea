package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
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
          ExitCode.REQUEST,
          found.isEmpty()
              ? "there is no event handler " + handler + "; see: stackstate handler list"
              : "several event handlers are called " + handler + ", use an identifier");
    }
    return found.get(0);
  }

  /** The path of a handler that was found. */
  static String path(Session session, String handler) {
    return PATH + "/" + Server.encode(find(session, handler).path("id").asText());
  }
}
