package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Selects components with STQL, now or in the past. */
@Command(name = "query", description = "Selects components with STQL, now or in the past.")
final class TopologyQuery implements Runnable {
  private static final int ROWS = 100;

  private final Session session;

  @Parameters(
      paramLabel = "STQL",
      description = "For example: 'type = \"server\" AND label = \"team:shop\"'")
  private String query;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default now.")
  private String at;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most components to show; 0 is all. Default: 100 in a table, all otherwise.")
  private Integer limit;

  TopologyQuery(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Instant time = at == null ? null : TimeArgument.parse(at, session.now());
    if (limit != null && limit < 0) {
      throw new CliException(ExitCode.REQUEST, "--limit: found " + limit + ", expected 0 or more");
    }
    ObjectNode snapshot = Snapshot.fetch(session.server(), query, time);
    int components = snapshot.path("components").size();
    int relations = snapshot.path("relations").size();
    session.printer().print(limited(snapshot), () -> table(snapshot));
    String counts =
        Snapshot.count(components, "component") + ", " + Snapshot.count(relations, "relation");
    int shown = limit == null ? ROWS : limit;
    if (shown > 0 && components > shown) {
      counts += "; the first " + shown + " are shown, --limit 0 shows all";
    }
    session
        .printer()
        .note(time == null ? counts : counts + " at " + time.truncatedTo(ChronoUnit.MILLIS));
  }

  private ObjectNode limited(ObjectNode snapshot) {
    if (limit == null || limit == 0 || snapshot.path("components").size() <= limit) {
      return snapshot;
    }
    ObjectNode copy = snapshot.deepCopy();
    ArrayNode components = copy.putArray("components");
    for (int i = 0; i < limit; i++) {
      components.add(snapshot.path("components").get(i));
    }
    return copy;
  }

  private String table(ObjectNode snapshot) {
    Concepts concepts = new Concepts(snapshot.path("metadata"));
    Table table = new Table("Name", "Type", "Layer", "Domain", "Health", "Id").states("Health");
    int rows = 0;
    for (JsonNode component : snapshot.path("components")) {
      int most = limit == null ? ROWS : limit;
      if (most > 0 && rows++ == most) {
        break;
      }
      table.row(
          component.path("name").asText(),
          concepts.type(component),
          concepts.layer(component),
          concepts.domain(component),
          component.at("/state/healthState").asText(),
          component.path("id").asText());
    }
    return table.text(session.terminal().colors());
  }
}
