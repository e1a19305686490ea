package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what happened to the elements that a query selects, the newest first. */
@Command(
    name = "list",
    description = "Lists what happened to the elements that a query selects, the newest first.",
    footer = {
      "",
      "Examples:",
      "  stackstate event list --from -1h",
      "  stackstate event list --limit 10 -o wide                    # with the ids, for describe",
      "  stackstate event list --query 'domain = \"shop\"' --category Changes --type VersionChanged",
      "  stackstate event list --from -2d --to -1d --at -1d --tag team:cart"
    })
final class EventList implements Runnable {
  private static final int MAX_LIMIT = 10_000;

  private final Session session;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "STQL",
      description = "Whose events; default: of all elements.")
  private String query = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default -24h.")
  private String from = "-24h";

  @Option(names = "--to", paramLabel = "TIME", description = "Likewise; default now.")
  private String to = "now";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When the elements must have existed; default now.")
  private String at;

  @Option(
      names = "--type",
      split = ",",
      paramLabel = "TYPE",
      description = "Only of these types: 'Version Changed' or VersionChangedEvent.")
  private List<String> types = List.of();

  @Option(
      names = "--category",
      split = ",",
      paramLabel = "CATEGORY",
      description = "Activities, Alerts, Anomalies, Changes or Others.")
  private List<String> categories = List.of();

  @Option(
      names = "--source",
      split = ",",
      paramLabel = "SOURCE",
      description = "Only from these systems.")
  private List<String> sources = List.of();

  @Option(
      names = "--tag",
      split = ",",
      paramLabel = "KEY:VALUE",
      description = "Only with one of these tags.")
  private List<String> tags = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most; default 100.")
  private int limit;

  EventList(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new CliException(
          ExitCode.REQUEST, "--limit: found " + limit + ", expected 1 to " + MAX_LIMIT);
    }
    JsonNode answer = Server.ok(session.server().tryPost("/events", request())).json();
    session.printer().print(answer, () -> table(answer.path("items")));
    session
        .printer()
        .note(answer.path("items").size() + " of " + total(answer.path("total").asLong()));
  }

  private static String total(long events) {
    return Snapshot.count(events, "event");
  }

  private ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("startTimestampMs", millis("--from", from));
    request.put("endTimestampMs", millis("--to", to));
    request.put("topologyQuery", query);
    request.put("limit", limit);
    if (at != null) {
      request.put("playHeadTimestampMs", millis("--at", at));
    }
    types.forEach(request.putArray("eventTypes")::add);
    categories.forEach(request.putArray("eventCategories")::add);
    sources.forEach(request.putArray("eventSources")::add);
    tags.forEach(request.putArray("eventTags")::add);
    return request;
  }

  private long millis(String option, String text) {
    return TimeArgument.parse(option, text, session.now()).toEpochMilli();
  }

  private String table(JsonNode events) {
    boolean wide = session.printer().wide();
    Table table = new Table("Time", "Category", "Type", "Elements", "Name", "Source", "Id");
    if (!wide) {
      table.without("Category", "Source", "Id");
    }
    for (JsonNode event : events) {
      Instant time = Instant.ofEpochMilli(event.path("eventTime").asLong());
      table.row(
          wide ? time : Seconds.of(time),
          event.path("category").asText(),
          event.path("eventType").asText(),
          elements(event),
          event.path("name").asText(),
          event.path("source").asText(),
          event.path("identifier").asText());
    }
    return table.isEmpty()
        ? "No events. A wider interval, --from -7d, may have some.\n"
        : table.text(session.terminal().colors());
  }

  /** By name, relations by their ends; what is not there at that time by identifier. */
  static String elements(JsonNode event) {
    List<String> names = new ArrayList<>();
    for (JsonNode element : event.path("elements")) {
      JsonNode source = element.at("/source/name");
      names.add(
          source.isTextual()
              ? source.asText() + " > " + element.at("/target/name").asText()
              : element.path("name").asText());
    }
    if (names.isEmpty()) {
      event.path("elementIdentifiers").forEach(identifier -> names.add(identifier.asText()));
    }
    return String.join(", ", names);
  }
}
