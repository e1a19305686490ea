package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Server;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which monitor a command is about; options of several commands. */
final class MonitorChoice {
  static final String PATH = "/monitors";

  @Parameters(arity = "0..1", paramLabel = "MONITOR", description = "Its id or identifier.")
  private String monitor;

  @Option(
      names = {"--id", "-i"},
      paramLabel = "ID",
      description = "The same, an id.")
  private String id;

  @Option(names = "--identifier", paramLabel = "URN", description = "The same, an identifier.")
  private String identifier;

  /** What was given. */
  String given() {
    List<String> all =
        Stream.of(monitor, id, identifier).filter(Objects::nonNull).distinct().toList();
    if (all.size() != 1) {
      throw new CliException(
          ExitCode.REQUEST,
          all.isEmpty() ? "give the id or identifier of a monitor" : "give one monitor only");
    }
    return all.get(0);
  }

  /** Below {@code /api}, encoded. */
  String path() {
    return PATH + "/" + Server.encode(given());
  }

  /** Enables or disables it, and says so. */
  void setStatus(Session session, String status) {
    JsonNode answer =
        Server.ok(
                session
                    .server()
                    .tryPatch(path(), JsonNodeFactory.instance.objectNode().put("status", status)))
            .json();
    session
        .printer()
        .print(
            answer,
            () ->
                "%s is %s."
                    .formatted(given(), answer.path("status").asText().toLowerCase(Locale.ROOT)));
  }
}
