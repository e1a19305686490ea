package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Age;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one synchronization and its errors. */
@Command(name = "describe", description = "Shows one synchronization and its errors.")
final class SyncDescribe implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "Node id or identifier (URN).")
  private String id;

  SyncDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = session.server().get(SyncStreams.PATH + "/sync" + SyncStreams.naming(id));
    session.printer().print(answer, () -> text(answer));
  }

  private String text(JsonNode answer) {
    JsonNode item = answer.path("item");
    String fields =
        new Fields()
            .add("Name", item.path("name").asText())
            .add("Identifier", item.path("syncIdentifier").asText())
            .add("Node id", item.path("nodeId").asText())
            .add("Status", item.path("status").asText())
            .add("Components", SyncList.changes(item, "Components"))
            .add("Relations", SyncList.changes(item, "Relations"))
            .add("Latency", latency(answer.path("metrics")))
            .add("Errors", item.path("errors").asText())
            .text();
    Table errors =
        new Table("Level", "Category", "Count", "Last", "External id", "Message").states("Level");
    answer.path("errorDetails").forEach(error -> row(errors, error));
    return errors.isEmpty() ? fields : fields + "\n" + errors.text(session.terminal().colors());
  }

  private void row(Table errors, JsonNode error) {
    String last = null;
    if (error.hasNonNull("lastMillis")) {
      String time = Instant.ofEpochMilli(error.get("lastMillis").asLong()).toString();
      last = Age.of(time, session.now());
    }
    errors.row(
        error.path("level").asText(),
        error.path("category").asText(),
        error.path("count").asText(),
        last,
        error.path("externalId").asText(),
        error.path("message").asText());
  }

  /** The newest bucket that has a value. */
  private static String latency(JsonNode metrics) {
    String newest = null;
    for (JsonNode bucket : metrics.path("latencySeconds")) {
      if (bucket.hasNonNull("value")) {
        newest = bucket.get("value").asText() + " s";
      }
    }
    return newest;
  }
}
