package io.stackstate.api.stql;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.stql.basic.BasicFilter;
import io.stackstate.stql.expression.Direction;
import io.stackstate.stql.expression.Expression.Neighbors;

/** Reads the basic filter boxes from a request, in the form in which they are written. */
final class BasicFilterReader {
  private BasicFilterReader() {}

  static BasicFilter read(JsonFields filter) {
    try {
      return new BasicFilter(
          filter.texts("layers"),
          filter.texts("domains"),
          filter.texts("environments"),
          filter.texts("types"),
          filter.texts("healthStates"),
          filter.texts("labels"),
          filter.texts("names"),
          filter.texts("identifiers"),
          filter.objects("neighbors").stream().map(BasicFilterReader::neighbors).toList());
    } catch (IllegalArgumentException e) {
      throw ApiException.of(400, "filter." + e.getMessage());
    }
  }

  private static Neighbors neighbors(JsonFields fields) {
    String expected = "a whole number from 1 to " + Neighbors.ALL_LEVELS;
    long levels = fields.whole("levels", 1, expected).orElse(1L);
    if (levels > Neighbors.ALL_LEVELS) {
      throw fields.bad("levels", expected);
    }
    Direction direction =
        Direction.named(fields.text("direction").orElse(Direction.BOTH.text()))
            .orElseThrow(() -> fields.bad("direction", JsonFields.oneOf(Direction.names())));
    var components = QueryGate.parse(fields.text("components").orElse("")).expression();
    return new Neighbors(components, (int) levels, direction);
  }
}
