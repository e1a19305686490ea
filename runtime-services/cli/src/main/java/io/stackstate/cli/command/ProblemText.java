package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.output.Age;
import java.time.Instant;
import java.util.StringJoiner;

/** The parts of problems as people read them. */
final class ProblemText {
  private ProblemText() {}

  /** Of a root or contributing cause; one that may not be seen has no name. */
  static String name(JsonNode cause) {
    if (cause.path("_type").asText().startsWith("Restricted")) {
      return "(out of your scope)";
    }
    String name = cause.path("componentName").asText(cause.path("relationName").asText());
    return name.isEmpty() ? cause.path("nodeId").asText() : name;
  }

  static String type(JsonNode cause) {
    return cause.path("componentType").asText(cause.path("relationType").asText());
  }

  static String checks(JsonNode cause, String separator) {
    StringJoiner joiner = new StringJoiner(separator);
    cause.path("failingCheckNames").forEach(name -> joiner.add(name.asText()));
    return joiner.toString();
  }

  /**
   * @param field epoch milliseconds
   */
  static Instant time(JsonNode node, String field) {
    return Instant.ofEpochMilli(node.path(field).asLong());
  }

  static String age(JsonNode node, String field, Instant now) {
    return Age.of(time(node, field).toString(), now);
  }

  /**
   * The path of a problem, encoded.
   *
   * @param parameter the query parameter for the time
   */
  static String path(Session session, String id, String below, String parameter, AtOption at) {
    if (!id.matches("\\d{1,18}")) {
      throw new CliException(
          ExitCode.REQUEST, "ID: found \"" + id + "\", expected the number of a problem");
    }
    String path = "/problems/" + id + below;
    return at.isNow() ? path : path + "?" + parameter + "=" + at.time(session).toEpochMilli();
  }
}
