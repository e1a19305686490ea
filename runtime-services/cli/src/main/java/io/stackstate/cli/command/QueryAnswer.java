package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.time.Instant;

/** What the endpoints that take a query answer instead of a result (query sheet, section 4.1). */
final class QueryAnswer {
  private QueryAnswer() {}

  /**
   * The body of a success.
   *
   * @throws CliException with a caret below the place when the query does not parse, and with what
   *     to do when the server cannot answer it
   */
  static JsonNode result(Answer answer, String query) {
    JsonNode body = parsed(answer, query);
    String type = body.path("_type").asText();
    if (type.startsWith("ViewSnapshot")) {
      throw new CliException(ExitCode.REQUEST, why(body));
    }
    return body;
  }

  /** As {@link #result}, but what the server cannot answer is an answer, too. */
  static JsonNode parsed(Answer answer, String query) {
    if (answer.json().path("_type").asText().equals("QueryParsingFailure")) {
      String reason = answer.json().path("reason").asText();
      throw new CliException(ExitCode.REQUEST, Caret.under(query, reason));
    }
    return Server.ok(answer).json();
  }

  /** For people: why there is no result, and what they can do. */
  static String why(JsonNode response) {
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
}
