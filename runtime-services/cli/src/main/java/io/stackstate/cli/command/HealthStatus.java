package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how a health stream does, and which of its states found no element. */
@Command(
    name = "status",
    description = "Shows how a health stream does, and which of its states found no element.",
    footer = {
      "",
      "Example:",
      "  stackstate health status --urn urn:health:shop-checks:inventory --topology-matches"
    })
final class HealthStatus implements Runnable {
  private final Session session;

  @Option(
      names = {"-u", "--urn"},
      required = true,
      paramLabel = "URN",
      description = "The stream.")
  private String urn;

  @Option(
      names = {"-b", "--sub-stream-urn"},
      paramLabel = "ID",
      description = "One of its sub streams.")
  private String subStream;

  @Option(
      names = {"-t", "--topology-matches"},
      description = "Also which check states found no element, or several.")
  private boolean matches;

  HealthStatus(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = HealthStreams.of(urn, subStream);
    ObjectNode answer = (ObjectNode) session.server().get(path + "/status");
    if (matches) {
      answer.set("topologyMatches", session.server().get(path + "/topologyMatches"));
    }
    session.printer().print(answer, () -> text(answer));
  }

  private String text(JsonNode answer) {
    JsonNode sub = subStream == null ? answer.path("mainStreamStatus") : answer;
    JsonNode metrics = subStream == null ? answer.path("aggregateMetrics") : answer.path("metrics");
    Fields fields =
        new Fields()
            .add("Urn", urn)
            .add("Sub stream", subStream)
            .add("Consistency model", answer.path("consistencyModel").asText())
            .add("Check states", sub.path("checkStateCount").asText())
            .add("Repeat interval", seconds(sub, "repeatIntervalMs"))
            .add("Expiry interval", seconds(sub, "expiryIntervalMs"))
            .add("Messages", newest(metrics, "messagePerSecond", "/s"))
            .add("Latency", newest(metrics, "latencySeconds", " s"));
    return fields.text() + errors(answer, sub) + matches(answer.path("topologyMatches"));
  }

  private String errors(JsonNode answer, JsonNode sub) {
    Table table = new Table("Level", "Error", "Count", "Message").states("Level");
    answer.path("globalErrors").forEach(error -> row(table, error));
    sub.path("errors").forEach(error -> row(table, error));
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }

  private static void row(Table table, JsonNode error) {
    table.row(
        error.path("level").asText(),
        error.path("errorCode").asText(),
        error.path("count").asText(),
        error.path("error").asText());
  }

  private String matches(JsonNode found) {
    if (found.isMissingNode()) {
      return "";
    }
    Table table = new Table("Check state", "Identifier", "Elements", "Did you mean");
    for (JsonNode state : found.path("unmatchedCheckStates")) {
      table.row(
          state.path("checkStateId").asText(),
          state.path("topologyElementIdentifier").asText(),
          "0",
          state.path("similarIdentifier").asText());
    }
    for (JsonNode state : found.path("multipleMatchesCheckStates")) {
      table.row(
          state.path("checkStateId").asText(),
          state.path("topologyElementIdentifier").asText(),
          state.path("matchCount").asText(),
          "");
    }
    return "\n"
        + Snapshot.count(found.path("matchedCheckStates").asLong(), "check state")
        + " found an element, "
        + found.path("unmatchedCheckStates").size()
        + " did not.\n"
        + (table.isEmpty() ? "" : table.text(session.terminal().colors()));
  }

  private static String seconds(JsonNode sub, String field) {
    JsonNode millis = sub.path("subStreamState").path(field);
    return millis.isNumber() ? millis.asLong() / 1000 + " s" : null;
  }

  /** The newest bucket that has a value; they stand newest first. */
  private static String newest(JsonNode metrics, String field, String unit) {
    for (JsonNode bucket : metrics.path(field)) {
      if (bucket.hasNonNull("value")) {
        return "%.3f%s".formatted(bucket.get("value").asDouble(), unit);
      }
    }
    return null;
  }
}
