package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.cli.output.Table;
import java.util.StringJoiner;

/** What elements have: checks or telemetry streams. */
enum ElementPart {
  CHECK("checks") {
    @Override
    String none(String element) {
      return super.none(element)
          + " What health streams and monitors say of it: stackstate topology inspect "
          + element;
    }

    @Override
    Table table(JsonNode list) {
      Table table = new Table("Id", "Name", "State", "Made by", "Why").states("State");
      for (JsonNode check : list) {
        JsonNode state = check.path("state");
        table.row(
            check.path("id"),
            check.path("name").asText(),
            state.path("state").asText(),
            madeBy(check),
            state.path("shortMessage").asText());
      }
      return table;
    }
  },
  STREAM("streams") {
    @Override
    Table table(JsonNode list) {
      Table table = new Table("Id", "Name", "Made by", "Aggregation", "Metric", "Conditions");
      for (JsonNode stream : list) {
        JsonNode query = stream.path("telemetryQuery");
        StringJoiner conditions = new StringJoiner(", ");
        query
            .path("conditions")
            .forEach(c -> conditions.add(c.path("key").asText() + "=" + c.path("value").asText()));
        table.row(
            stream.path("id"),
            stream.path("name").asText(),
            madeBy(stream),
            query.path("aggregation").asText(),
            query.path("metricField").asText(),
            conditions);
      }
      return table;
    }
  };

  private final String path;

  ElementPart(String path) {
    this.path = path;
  }

  /** The segment below the element. */
  String path() {
    return path;
  }

  /** What to say of an element without any. */
  String none(String element) {
    return element + " has no " + path + ".";
  }

  abstract Table table(JsonNode list);

  private static String madeBy(JsonNode part) {
    return part.path("syncCreated").asBoolean() ? "sync" : "people";
  }
}
