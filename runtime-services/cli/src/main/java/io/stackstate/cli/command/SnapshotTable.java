package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.cli.output.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Prints the components that a query selects, and how many relations there are between them. */
record SnapshotTable(Session session) {
  private static final int ROWS = 100;

  /**
   * @param time null is now
   * @param limit most components to show, 0 for all; null for 100 in a table, all otherwise
   */
  void print(String query, Instant time, Integer limit) {
    ObjectNode snapshot = Snapshot.fetch(session.server(), query, time);
    int components = snapshot.path("components").size();
    int relations = snapshot.path("relations").size();
    session.printer().print(limited(snapshot, limit), () -> table(snapshot, limit));
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

  private static ObjectNode limited(ObjectNode snapshot, Integer limit) {
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

  private String table(ObjectNode snapshot, Integer limit) {
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
