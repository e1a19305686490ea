package io.stackstate.benchmarks.graph;

/** How large a benchmark is: as it says, or as the system property {@value #PROPERTY} says. */
final class Scale {
  private static final String PROPERTY = "components";

  private Scale() {}

  /**
   * @param usual unless the property says otherwise; a multiple of 1,000, as every estate
   */
  static int components(int usual) {
    return Integer.getInteger(PROPERTY, usual);
  }
}
