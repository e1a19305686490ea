package io.stackstate.stackgraph;

import java.util.List;

/**
 * What a comparison of the current graph with the history found.
 *
 * @param differences a line per difference, at most a hundred; empty when they agree
 * @param count how many there are
 * @param repaired whether something differed and the current graph was then made to agree
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
