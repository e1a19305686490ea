package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the points of a metric, one for each bucket of time, or as they came. */
@Command(
    name = "query",
    description = "Shows the points of a metric, one for each bucket of time.",
    footer = {
      "",
      "Examples:",
      "  stackstate metric query --metric system.load.norm.1 --where host=db-1",
      "  stackstate metric query --metric queue.depth --where tags.queue=orders --raw --last 5m",
      "  stackstate metric query --metric system.cpu.user --group-by host --aggregation MAX"
    })
final class MetricQuery implements Runnable {
  /** The smallest of these is taken that makes at most so many lines of one series. */
  private static final int LINES = 60;

  private static final List<Duration> BUCKETS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final Session session;

  @Option(
      names = {"-m", "--metric"},
      required = true,
      paramLabel = "NAME",
      description = "The name of the metric.")
  private String metric;

  @Option(
      names = {"-w", "--where"},
      paramLabel = "KEY=VALUE",
      description = "What host, name or tags.<tag> must be; several must all hold.")
  private List<String> where = List.of();

  @Option(names = "--last", paramLabel = "TIME", description = "How far back; default 1h.")
  private String last = "1h";

  @Option(names = "--from", paramLabel = "TIME", description = "Begin, instead of --last.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "End; default now.")
  private String to = "now";

  @Option(
      names = {"-a", "--aggregation"},
      paramLabel = "METHOD",
      description =
          "MEAN, MAX, MIN, SUM, EVENT_COUNT, PERCENTILE_95 ... of each bucket; default MEAN.")
  private String aggregation = "MEAN";

  @Option(
      names = "--bucket",
      paramLabel = "TIME",
      description = "Length of a bucket; default one that makes at most 60 lines.")
  private String bucket;

  @Option(names = "--raw", description = "All points as they came, the newest 10,000.")
  private boolean raw;

  @Option(
      names = {"-g", "--group-by"},
      split = ",",
      paramLabel = "KEY",
      description = "A series for each value of host, name or tags.<tag>.")
  private List<String> groupBy = List.of();

  MetricQuery(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode answer = Server.ok(session.server().tryPost("/telemetry/query", request())).json();
    session.printer().print(answer, () -> table(answer.path("series")));
  }

  private ObjectNode request() {
    Instant end = TimeArgument.parse("--to", to, session.now());
    Instant start =
        from == null
            ? end.minus(TimeArgument.duration("--last", last))
            : TimeArgument.parse("--from", from, session.now());
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("metricField", metric);
    conditions(request.putArray("conditions"));
    if (!raw) {
      request
          .putObject("aggregation")
          .put("method", aggregation)
          .put("bucketMillis", bucket(start, end).toMillis());
    }
    groupBy.forEach(request.putArray("groupBy")::add);
    request.put("startMillis", start.toEpochMilli());
    request.put("endMillis", end.toEpochMilli());
    return request;
  }

  private void conditions(ArrayNode conditions) {
    for (String condition : where) {
      int equals = condition.indexOf('=');
      if (equals < 1) {
        throw new CliException(
            ExitCode.REQUEST, "--where: found \"" + condition + "\", expected host=db-1");
      }
      conditions
          .addObject()
          .put("key", condition.substring(0, equals))
          .put("value", condition.substring(equals + 1));
    }
  }

  private Duration bucket(Instant start, Instant end) {
    if (bucket != null) {
      return TimeArgument.duration("--bucket", bucket);
    }
    Duration least = Duration.between(start, end).dividedBy(LINES);
    return BUCKETS.stream()
        .filter(size -> size.compareTo(least) >= 0)
        .findFirst()
        .orElse(BUCKETS.get(BUCKETS.size() - 1));
  }

  private String table(JsonNode series) {
    String[] heads =
        Stream.concat(groupBy.stream(), Stream.of("Time", "Value")).toArray(String[]::new);
    Table table = new Table(heads);
    for (JsonNode one : series) {
      List<Object> cells = new ArrayList<>();
      for (Map.Entry<String, JsonNode> group : one.path("groups").properties()) {
        cells.add(group.getValue().asText());
      }
      for (JsonNode point : one.path("points")) {
        List<Object> row = new ArrayList<>(cells);
        row.add(Instant.ofEpochMilli(point.path(0).asLong()));
        row.add(point.path(1).asText());
        table.row(row.toArray());
      }
    }
    return table.isEmpty()
        ? "No points. A longer time, --last 7d, may have some.\n"
        : table.text(session.terminal().colors());
  }
}
