package io.stackstate.topology;

import io.stackstate.model.change.DependencyDirection;

/** Both ends of a linked relation and its direction, packed in a long that is never 0. */
final class Ends {
  private static final DependencyDirection[] DIRECTIONS = DependencyDirection.values();
  private static final int SOURCE_SHIFT = 31;
  private static final int DIRECTION_SHIFT = 62;
  private static final long ORDINAL_MASK = (1L << SOURCE_SHIFT) - 1;

  private Ends() {}

  /** Packs the ordinals of two components. */
  static long pack(int source, int target, DependencyDirection direction) {
    return (long) direction.ordinal() << DIRECTION_SHIFT
        | (source + 1L) << SOURCE_SHIFT
        | (target + 1L);
  }

  static int source(long ends) {
    return (int) (ends >>> SOURCE_SHIFT & ORDINAL_MASK) - 1;
  }

  static int target(long ends) {
    return (int) (ends & ORDINAL_MASK) - 1;
  }

  static DependencyDirection direction(long ends) {
    return DIRECTIONS[(int) (ends >>> DIRECTION_SHIFT)];
  }
}
