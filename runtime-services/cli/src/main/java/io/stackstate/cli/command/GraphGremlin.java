package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the current graph in Gremlin. */
@Command(
    name = "gremlin",
    description = {
      "Asks the current graph in Gremlin; it only reads.",
      "Off unless the server is configured with stackstate.api.gremlin.enabled = true."
    })
final class GraphGremlin implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "TRAVERSAL", description = "For example: g.V().groupCount().by('type')")
  private String traversal;

  @Option(
      names = "--bind",
      paramLabel = "NAME=TEXT",
      description = "The value of a variable in it; may be given several times.")
  private Map<String, String> bindings = new TreeMap<>();

  GraphGremlin(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("gremlin", traversal);
    bindings.forEach(body.putObject("bindings")::put);
    JsonNode answer = session.server().postToAdmin("/gremlin", body);
    JsonNode data = answer.at("/result/data");
    session.printer().print(answer, () -> data.isEmpty() ? "No results." : text(data));
    String message = answer.at("/status/message").asText();
    if (!message.isEmpty()) {
      session.printer().note(message);
    }
  }

  /** A line for each result. */
  private static String text(JsonNode data) {
    StringBuilder lines = new StringBuilder();
    for (JsonNode result : data) {
      lines.append(result.isValueNode() ? result.asText() : element(result)).append('\n');
    }
    return lines.toString();
  }

  /** Of a vertex or an edge what tells it to people; of anything else all there is. */
  private static String element(JsonNode result) {
    String type = result.path("type").asText();
    if (type.equals("vertex") && result.has("properties")) {
      JsonNode properties = result.path("properties");
      return result.path("label").asText()
          + " "
          + properties.at("/elementId/0/value").asText()
          + " "
          + properties.at("/type/0/value").asText()
          + " "
          + properties.at("/name/0/value").asText();
    } else if (type.equals("edge")) {
      return result.path("label").asText()
          + " "
          + result.at("/properties/elementId").asText(result.path("id").asText())
          + " "
          + result.at("/properties/type").asText();
    }
    return result.toString();
  }
}
