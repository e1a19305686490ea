package io.stackstate.stackgraph;

import java.util.List;

/**
 * What a check of the history, and a comparison of the current graph with it, found.
 *
 * @param differences a line per damaged part of the history, then one per difference, of these at
 *     most a hundred; empty when they agree
 * @param count how many there are
 * @param repaired whether something was found and then all of it repaired
 */
public record VerificationReport(List<String> differences, long count, boolean repaired) {

  public VerificationReport {
    differences = List.copyOf(differences);
  }

  /** Whether nothing differed. */
  public boolean agrees() {
    return count == 0;
  }
}
