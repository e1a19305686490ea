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
    JsonNode response = QueryAnswer.parsed(answer, query).path("viewSnapshotResponse");
    if (response.path("_type").asText().equals("ViewSnapshot")) {
      return (ObjectNode) response;
    }
    throw new CliException(ExitCode.REQUEST, QueryAnswer.why(response));
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

  /** {@code 1 component}, {@code 2 components}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
