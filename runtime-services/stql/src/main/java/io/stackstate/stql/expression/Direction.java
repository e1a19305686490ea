package io.stackstate.stql.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where {@code withNeighborsOf} walks (query sheet section 2.1). */
public enum Direction {
  /** To what depends on a component. Crosses no relation without a dependency. */
  UP,
  /** To what a component depends on. Crosses no relation without a dependency. */
  DOWN,
  /** Across every relation, whatever its direction and dependency. */
  BOTH;

  /** As it stands in a query. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The direction that is written like this, whatever the case of its letters. */
  public static Optional<Direction> named(String word) {
    return Arrays.stream(values()).filter(d -> d.text().equalsIgnoreCase(word)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Direction::text).toList();
  }
}
