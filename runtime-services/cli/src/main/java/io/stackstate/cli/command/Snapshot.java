package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.time.Instant;

/** {@code POST /api/snapshot} (query sheet, section 4.1). */
final class Snapshot {
  private Snapshot() {}

  /**
   * @param at null is now
   * @return a {@code ViewSnapshot}
   * @throws CliException with a caret below the place when the query does not parse
   */
  static ObjectNode fetch(Server server, String query, Instant at) {
    Answer answer = server.tryPost("/snapshot", request(query, at));
    String type = answer.json().path("_type").asText();
    if (type.equals("QueryParsingFailure")) {
      String reason = answer.json().path("reason").asText();
      throw new CliException(ExitCode.REQUEST, Caret.under(query, reason));
    }
    JsonNode response = Server.ok(answer).json().path("viewSnapshotResponse");
    if (response.path("_type").asText().equals("ViewSnapshot")) {
      return (ObjectNode) response;
    }
    throw new CliException(ExitCode.REQUEST, why(response));
  }

  private static ObjectNode request(String query, Instant at) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("_type", "ViewSnapshotRequest").put("query", query).put("queryVersion", "0.0.1");
    ObjectNode metadata = request.putObject("metadata").put("_type", "QueryMetadata");
    metadata.put("groupingEnabled", false).put("showIndirectRelations", false);
    metadata.put("minGroupSize", 2).put("groupedByLayer", false).put("groupedByDomain", false);
    metadata.put("groupedByRelation", false).put("autoGrouping", false);
    metadata.put("connectedComponents", false).put("neighboringComponents", false);
    metadata.put("showFullComponent", false).put("showCause", "NONE");
    if (at != null) {
      metadata.put("queryTime", at.toEpochMilli());
    }
    return request;
  }

  private static String why(JsonNode response) {
    return switch (response.path("_type").asText()) {
      case "ViewSnapshotTopologySizeOverflow" ->
          "the query needs more than "
              + response.path("maxSize").asLong()
              + " elements; narrow it, for example with AND domain = \"...\"";
      case "ViewSnapshotFetchTimeout" ->
          "the query took longer than "
              + response.path("usedTimeoutSeconds").asLong()
              + " seconds; narrow it";
      case "ViewSnapshotTooManyActiveQueries" ->
          "the server is busy with other queries; try again in a moment";
      case "ViewSnapshotDataUnavailable" ->
          "there is no topology of that time; the earliest is of "
              + Instant.ofEpochMilli(response.path("availableSinceEpochMs").asLong());
      default -> "the server's answer is of type \"" + response.path("_type").asText() + "\"";
    };
  }

  /** {@code 1 component}, {@code 2 components}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
