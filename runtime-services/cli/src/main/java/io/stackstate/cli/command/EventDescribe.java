package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of one event. */
@Command(name = "describe", description = "Shows all that is known of one event.")
final class EventDescribe implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID", description = "As stackstate event list -o wide shows it.")
  private String id;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default -30d.")
  private String from = "-30d";

  @Option(names = "--to", paramLabel = "TIME", description = "Likewise; default now.")
  private String to = "now";

  EventDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String interval =
        Query.of("startTimestampMs", millis("--from", from), "endTimestampMs", millis("--to", to));
    JsonNode event = session.server().get("/events/" + Server.encode(id) + interval);
    session.printer().print(event, () -> text(event));
  }

  private String millis(String option, String text) {
    return Long.toString(TimeArgument.parse(option, text, session.now()).toEpochMilli());
  }

  private static String text(JsonNode event) {
    Fields fields =
        new Fields()
            .add("Id", event.path("identifier").asText())
            .add("Name", event.path("name").asText())
            .add("Type", event.path("eventType").asText())
            .add("Category", event.path("category").asText())
            .add("Source", event.path("source").asText())
            .add("Source id", event.path("sourceIdentifier").asText())
            .add("Time", Instant.ofEpochMilli(event.path("eventTime").asLong()))
            .add("Stored", Instant.ofEpochMilli(event.path("processedTime").asLong()))
            .add("Elements", EventList.elements(event))
            .add("Tags", tags(event))
            .add("Links", links(event))
            .add("Description", event.path("description").asText());
    event.path("data").properties().forEach(field -> add(fields, field.getKey(), field.getValue()));
    return fields.text();
  }

  private static String tags(JsonNode event) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : event.path("tags")) {
      String value = tag.path("value").asText();
      tags.add(tag.path("key").asText() + (value.isEmpty() ? "" : ":" + value));
    }
    return String.join(", ", tags);
  }

  private static String links(JsonNode event) {
    List<String> links = new ArrayList<>();
    for (JsonNode link : event.path("sourceLinks")) {
      links.add(link.path("title").asText() + ": " + link.path("url").asText());
    }
    return String.join("\n", links);
  }

  /** Texts of several lines, as those of properties, are shown as such. */
  private static void add(Fields fields, String name, JsonNode value) {
    if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
      for (int i = 0; i < value.size(); i++) {
        String prefix = "data." + name + "[" + i + "].";
        value
            .get(i)
            .properties()
            .forEach(field -> fields.add(prefix + field.getKey(), plain(field.getValue())));
      }
    } else {
      fields.add("data." + name, plain(value));
    }
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
