package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.http.Answer;
import io.stackstate.cli.http.Server;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a script, as the genuine command line does (query sheet, section 8.3). */
@Command(
    name = "run",
    aliases = "execute",
    description = "Runs a script on the server and shows its value.",
    footer = {
      "",
      "Examples:",
      "  stackstate script run -e '1 + 1'",
      "  stackstate script run unhealthy.groovy -a '[layer: \"Applications\"]'",
      "  echo 'View.getAll()' | stackstate script run - -o json"
    })
final class ScriptRun implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The script; - reads standard input.")
  private String argument;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The same.")
  private String file;

  @Option(
      names = {"-e", "--script"},
      paramLabel = "SCRIPT",
      description = "The script itself.")
  private String script;

  @Option(
      names = {"-a", "--arguments-script"},
      paramLabel = "SCRIPT",
      description = "Returns a map whose entries are variables of the script.")
  private String arguments;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "MILLIS",
      description = "How long it may take; default 15000.")
  private int timeout;

  ScriptRun(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("script", text());
    if (arguments != null && !arguments.isEmpty()) {
      body.put("argumentsScript", arguments);
    }
    if (timeout != 0) {
      body.put("timeoutMs", timeout);
    }
    JsonNode json = checked(session.server().tryPost("/script/execute", body)).json();
    JsonNode value = json.at("/result/value");
    session
        .printer()
        .print(
            json,
            () ->
                value.isMissingNode() || value.isNull()
                    ? "The script ran and has no value."
                    : ScriptValue.text(value));
  }

  /** The answer, when the script did not fail. */
  static Answer checked(Answer answer) {
    if (answer.json().path("_type").asText().startsWith("ExecuteScript")) {
      throw new CliException(ExitCode.REQUEST, failure(answer.json()));
    }
    return Server.ok(answer);
  }

  private String text() {
    if (script != null) {
      if (argument != null || file != null) {
        throw new CliException(
            ExitCode.REQUEST, "found a script and a file, expected one of the two");
      }
      return script;
    }
    if (argument == null && file == null) {
      throw new CliException(
          ExitCode.REQUEST, "found no script, expected a file or -e; see: script run --help");
    }
    byte[] read = Files.read(session, Files.one(argument, file));
    return new String(read, StandardCharsets.UTF_8);
  }

  /** With the places of errors, which people need to find them. */
  private static String failure(JsonNode error) {
    String type = error.path("_type").asText();
    StringBuilder text = new StringBuilder();
    if (type.equals("ExecuteScriptSyntaxErrors")) {
      for (JsonNode each : error.path("errors")) {
        text.append(text.isEmpty() ? "" : "; ").append(located(each));
      }
      return text.toString();
    }
    if (type.equals("ExecuteScriptArgumentsScriptError")) {
      return "arguments: " + failure(error.path("error"));
    }
    return located(error);
  }

  private static String located(JsonNode error) {
    String message = error.path("message").asText();
    JsonNode location = error.path("location");
    return location.isObject()
        ? "line %d, column %d: %s"
            .formatted(location.path("line").asInt(), location.path("column").asInt(), message)
        : message;
  }
}
