package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists or ends silences. */
@Command(
    name = "silence",
    description = "Silences elements for some time; without arguments lists the silences.",
    footer = {
      "",
      "Examples:",
      "  stackstate handler silence name=~web-.* --until +2h --reason deploy",
      "  stackstate handler silence type=database --handler orders-oncall --reason 'moves to rack 7'",
      "  stackstate handler silence                                  # lists them",
      "  stackstate handler silence --end ID                         # ends one"
    })
final class HandlerSilence implements Runnable {
  private static final String PATH = "/silences";
  private static final Pattern MATCHER = Pattern.compile("([a-z]+)(=~|!~|!=|=)(.+)");
  private static final Duration DEFAULT = Duration.ofHours(2);

  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "MATCHER",
      description = "name=web-1, label=~team:.*, type!=db ...; none means every element.")
  private List<String> matchers = List.of();

  @Option(names = "--handler", paramLabel = "HANDLER", description = "Only for this handler.")
  private String handler;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it ends: +2h or an instant; default +2h.")
  private String until;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; needed to make one.")
  private String reason;

  @Option(names = "--end", paramLabel = "ID", description = "Ends this silence.")
  private String end;

  HandlerSilence(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (end != null) {
      Server.ok(session.server().tryDelete(PATH + "/" + Server.encode(end)));
      session
          .printer()
          .print(
              JsonNodeFactory.instance.objectNode().put("ended", end),
              () -> "Silence %s is ended.".formatted(end));
    } else if (reason == null && (until != null || handler != null || !matchers.isEmpty())) {
      throw new CliException(
          ExitCode.REQUEST, "--reason: found nothing, expected why; nothing is silenced");
    } else if (reason == null) {
      JsonNode answer = session.server().get(PATH);
      session.printer().print(answer, () -> text(answer.path("silences")));
    } else {
      JsonNode made = Server.ok(session.server().tryPost(PATH, body())).json();
      session
          .printer()
          .print(
              made,
              () ->
                  "Silence %s until %s.%n"
                      .formatted(
                          made.path("id").asText(), Seconds.of(made.path("endsAt").asText())));
    }
  }

  private Instant until() {
    return until == null
        ? session.now().plus(DEFAULT)
        : TimeArgument.end("--until", until, session.now());
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
    body.put("endsAt", until().toString());
    if (handler != null) {
      body.put("handler", EventHandler.find(session, handler).path("id").asText());
    }
    for (String text : matchers) {
      Matcher matcher = MATCHER.matcher(text);
      if (!matcher.matches()) {
        throw new CliException(
            ExitCode.REQUEST,
            "MATCHER: found " + text + ", expected a field, one of = != =~ !~, and a value");
      }
      body.withArray("/matchers")
          .addObject()
          .put("field", matcher.group(1))
          .put("op", matcher.group(2))
          .put("value", matcher.group(3));
    }
    return body;
  }

  private String text(JsonNode silences) {
    Table table = new Table("Id", "Active", "Ends", "Matchers", "Reason", "Owner");
    for (JsonNode each : silences) {
      StringBuilder conditions = new StringBuilder();
      for (JsonNode matcher : each.path("matchers")) {
        conditions
            .append(conditions.isEmpty() ? "" : " ")
            .append(matcher.path("field").asText())
            .append(matcher.path("op").asText())
            .append(matcher.path("value").asText());
      }
      table.row(
          each.path("id").asText(),
          each.path("active").asText(),
          Seconds.of(each.path("endsAt").asText()),
          conditions,
          each.path("reason").asText(),
          each.path("owner").asText());
    }
    return table.isEmpty() ? "No silences.\n" : table.text(session.terminal().colors());
  }
}
