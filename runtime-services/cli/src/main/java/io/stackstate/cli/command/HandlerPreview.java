package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Fields;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what an event handler would have sent. */
@Command(
    name = "preview",
    description = "Shows what the handler would have sent for events of the past; sends nothing.",
    footer = {
      "",
      "Examples:",
      "  stackstate handler preview orders-oncall --last 24h",
      "  stackstate handler preview orders-oncall --from 2026-01-31T00:00:00Z --to 2026-02-01T00:00:00Z"
    })
final class HandlerPreview implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "HANDLER", description = "Name, id or identifier.")
  private String handler;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How far back: 30m, 24h, 7d; default 24h.")
  private String last;

  @Option(names = "--from", paramLabel = "TIME", description = "Begin, instead of --last.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "End; default now.")
  private String to;

  HandlerPreview(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path =
        EventHandler.path(session, handler)
            + "/preview?"
            + (from == null ? "last=" + Server.encode(last) : "from=" + Server.encode(from))
            + (to == null ? "" : "&to=" + Server.encode(to));
    JsonNode answer = session.server().get(path);
    session.printer().print(answer, () -> text(answer.path("preview")));
  }

  private String text(JsonNode preview) {
    Fields fields =
        new Fields()
            .add("From", Instant.ofEpochMilli(preview.path("from").asLong()))
            .add("Events", preview.path("events").asText())
            .add("For its triggers", preview.path("matchedEvents").asText())
            .add("Messages", counts(preview.path("messages")))
            .add("Suppressed", counts(preview.path("suppressed")))
            .add("Still open", preview.path("stillOpen").asText());
    if (preview.path("source").asText().equals("events")) {
      fields.add("Without topology of then", preview.path("eventsWithoutTopology").asText());
    } else {
      fields.add("Topology", "of now: stored events cannot be read");
    }
    if (preview.has("incomplete")) {
      fields.add("Incomplete", preview.path("incomplete").asText());
    }
    Table table = new Table("Time", "Message", "State", "Elements", "Outputs", "Title");
    table.states("State");
    for (JsonNode each : preview.path("first")) {
      table.row(
          Seconds.of(Instant.ofEpochMilli(each.path("at").asLong())),
          each.path("transition").asText(),
          each.path("state").asText(),
          each.path("members").asText(),
          names(each.path("outputs")),
          each.path("title").asText());
    }
    return fields.text()
        + (table.isEmpty()
            ? "\nNothing would have been sent.\n"
            : "\n" + table.text(session.terminal().colors()))
        + waiting(preview.path("waiting"));
  }

  private String waiting(JsonNode waiting) {
    Table table = new Table("Waiting until", "State", "Title", "Elements", "Outputs");
    table.states("State");
    for (JsonNode each : waiting) {
      table.row(
          each.has("suppressed")
              ? "held back: " + each.path("suppressed").asText()
              : Instant.ofEpochMilli(each.path("until").asLong()),
          each.path("state").asText(),
          each.path("title").asText(),
          each.path("members").asText(),
          names(each.path("outputs")));
    }
    return table.isEmpty() ? "" : "\n" + table.text(session.terminal().colors());
  }

  private static String names(JsonNode texts) {
    List<String> names = new ArrayList<>();
    texts.forEach(text -> names.add(text.asText()));
    return String.join(", ", names);
  }

  /** {@code 2 OPEN, 1 CLOSE}. */
  private static String counts(JsonNode counts) {
    List<String> parts = new ArrayList<>();
    counts.properties().forEach(each -> parts.add(each.getValue().asText() + " " + each.getKey()));
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }
}
