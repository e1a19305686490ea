package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what the checks of a component will say in the next twelve hours. */
@Command(
    name = "forecast",
    description =
        "Shows what the checks of a component will say in the next 12 hours, should its metrics go on as they did.")
final class TopologyForecast implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "ID|IDENTIFIER", description = "Id or identifier of a component.")
  private String id;

  TopologyForecast(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String path = "/components/" + Server.encode(id) + "/forecast";
    JsonNode forecast = Server.ok(session.server().tryGet(path)).json();
    session.printer().print(forecast, () -> text(forecast));
  }

  /** A line for each hour, a column for each check. */
  private String text(JsonNode forecast) {
    List<JsonNode> told = new ArrayList<>();
    StringBuilder missing = new StringBuilder();
    for (JsonNode check : forecast.path("checks")) {
      if (check.has("error")) {
        missing
            .append(check.path("name").asText())
            .append(": ")
            .append(check.path("error").asText())
            .append('\n');
      } else {
        told.add(check);
      }
    }
    if (told.isEmpty()) {
      return missing.isEmpty() ? "It has no checks on metrics.\n" : missing.toString();
    }
    return table(forecast, told).text(session.terminal().colors()) + missing;
  }

  private static Table table(JsonNode forecast, List<JsonNode> checks) {
    List<String> header = new ArrayList<>(List.of("Until"));
    checks.forEach(check -> header.add(check.path("name").asText()));
    Table table = new Table(header.toArray(String[]::new));
    for (int hour = 0; hour < forecast.path("hours").size(); hour++) {
      List<String> row = new ArrayList<>();
      Instant end = Instant.ofEpochMilli(forecast.path("hours").get(hour).asLong());
      row.add(end.truncatedTo(ChronoUnit.SECONDS).toString());
      for (JsonNode check : checks) {
        row.add(check.path("states").path(hour).asText());
      }
      table.row(row.toArray());
    }
    return table;
  }
}
