package io.stackstate.telemetry.promql.syntax;

import java.util.List;

/**
 * How series of two vectors find each other.
 *
 * @param on whether {@code labels} are those that must be equal, instead of those that need not
 * @param included labels that the answer takes from the side with one series for a group
 */
public record Matching(boolean on, List<String> labels, Side many, List<String> included) {
  /** The side that may have several series for a group. */
  public enum Side {
    NEITHER,
    LEFT,
    RIGHT
  }

  /** All labels must be equal. */
  public static final Matching ALL = new Matching(false, List.of(), Side.NEITHER, List.of());

  public Matching {
    labels = List.copyOf(labels);
    included = List.copyOf(included);
  }
}
