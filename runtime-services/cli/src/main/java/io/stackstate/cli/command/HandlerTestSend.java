package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a test message to the outputs of an event handler. */
@Command(
    name = "test",
    description = "Sends a test message, and its end, to the outputs.",
    footer = {
      "",
      "Examples:",
      "  stackstate handler test orders-oncall",
      "  stackstate handler test orders-oncall --to hook"
    })
final class HandlerTestSend implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "HANDLER", description = "Name, id or identifier.")
  private String handler;

  @Option(names = "--to", paramLabel = "OUTPUT", description = "Only this one of its outputs.")
  private String output;

  HandlerTestSend(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (output != null) {
      body.put("output", output);
    }
    String path = EventHandler.path(session, handler) + "/test";
    JsonNode answer = Server.ok(session.server().tryPost(path, body)).json();
    session.printer().print(answer, () -> text(answer.path("outputs")));
    for (JsonNode each : answer.path("outputs")) {
      if (!each.asText().equals("delivered")) {
        throw new CliException(ExitCode.REQUEST, "not all outputs took the test message");
      }
    }
  }

  private String text(JsonNode outputs) {
    Table table = new Table("Output", "Result");
    for (Map.Entry<String, JsonNode> each : outputs.properties()) {
      table.row(each.getKey(), each.getValue().asText());
    }
    return table.text(session.terminal().colors());
  }
}
