package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the messages that were given up, or tries them again. */
@Command(
    name = "dead-letters",
    description = "Lists the messages that were given up, or tries them again.",
    footer = {
      "",
      "Examples:",
      "  stackstate handler dead-letters orders-oncall",
      "  stackstate handler dead-letters orders-oncall --redrive --to hook"
    })
final class HandlerDeadLetters implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "HANDLER", description = "Name, id or identifier.")
  private String handler;

  @Option(names = "--redrive", description = "Tries them again.")
  private boolean redrive;

  @Option(names = "--to", paramLabel = "OUTPUT", description = "Only those to this output.")
  private String output;

  HandlerDeadLetters(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = EventHandler.path(session, handler) + "/dead-letters";
    if (redrive) {
      JsonNode done = Server.ok(session.server().tryPost(path + "/redrive", body())).json();
      session
          .printer()
          .print(done, () -> done.at("/result/redriven").asText() + " messages are tried again.\n");
      return;
    }
    JsonNode answer = session.server().get(path);
    session.printer().print(answer, () -> text(answer.path("deadLetters")));
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return output == null ? body : body.put("output", output);
  }

  private String text(JsonNode letters) {
    Table table = new Table("Time", "Output", "Attempts", "Category", "Title", "Error");
    for (JsonNode each : letters) {
      if (output != null && !output.equals(each.path("output").asText())) {
        continue;
      }
      table.row(
          Seconds.of(each.path("failedAt").asText()),
          each.path("output").asText(),
          each.path("attempts").asText(),
          each.path("category").asText(),
          each.path("title").asText(""),
          each.path("error").asText());
    }
    return table.isEmpty() ? "No dead letters.\n" : table.text(session.terminal().colors());
  }
}
