package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs an action of a component and shows what it comes to. */
@Command(
    name = "run",
    description = "Runs an action of a component and shows what it comes to.",
    footer = {
      "",
      "Examples:",
      "  stackstate topology action run urn:host:/db-1 'Open runbook'",
      "  stackstate topology action run urn:host:/db-1 'What depends on it' --at -1h"
    })
final class ActionRun implements Runnable {
  private final Session session;

  @Mixin private ActionTarget target;

  @Parameters(index = "1", paramLabel = "ACTION", description = "Its name, id or identifier.")
  private String action;

  ActionRun(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Instant time = target.time(session);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (time != null) {
      body.put("topologyTime", time.toEpochMilli());
    }
    Answer answer = session.server().tryPost(target.path() + "/" + Server.encode(idOrUrn()), body);
    JsonNode json = ScriptRun.checked(answer).json();
    for (JsonNode line : json.path("log")) {
      session.printer().note(line.path("level").asText() + " " + line.path("message").asText());
    }
    new ActionResult(session, time).print(json);
  }

  private String idOrUrn() {
    if (action.startsWith("urn:") || action.matches("\\d+")) {
      return action;
    }
    List<String> known = new ArrayList<>();
    for (JsonNode each : ActionList.fetch(session, target)) {
      String name = each.path("name").asText();
      if (name.equals(action)) {
        return each.path("id").asText();
      }
      known.add(name);
    }
    throw new CliException(
        ExitCode.NOT_FOUND,
        "component %s has no action \"%s\"; it has: %s"
            .formatted(
                target.component(), action, known.isEmpty() ? "none" : String.join(", ", known)));
  }
}
