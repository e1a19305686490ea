package io.stackstate.topology;

/** Both ends of a linked relation, packed in a long that is never 0. */
final class Ends {
  private static final int SOURCE_SHIFT = 31;
  private static final long ORDINAL_MASK = (1L << SOURCE_SHIFT) - 1;

  private Ends() {}

  /** Packs the ordinals of two components. */
  static long pack(int source, int target) {
    return (source + 1L) << SOURCE_SHIFT | (target + 1L);
  }

  static int source(long ends) {
    return (int) (ends >>> SOURCE_SHIFT & ORDINAL_MASK) - 1;
  }

  static int target(long ends) {
    return (int) (ends & ORDINAL_MASK) - 1;
  }
}
