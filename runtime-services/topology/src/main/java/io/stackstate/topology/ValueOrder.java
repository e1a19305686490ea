package io.stackstate.topology;

import java.util.List;

/**
 * The distinct values of one attribute in a snapshot, in order, for searches by a part of a value.
 * Immutable and for any thread; a cursor is for one.
 */
public interface ValueOrder {

  /** All of them, sorted by code units; random access. */
  List<String> values();

  /** At most how many start with a prefix, to choose how to search. */
  int mostWith(String prefix);

  /** Goes through those that start with a prefix, in order. */
  Cursor startingWith(String prefix);

  /**
   * Goes through those that contain all of some texts, in no particular order, and perhaps through
   * others: through all of them when no text has {@link #MIN_FRAGMENT} characters.
   */
  Cursor containing(List<String> fragments);

  /** Shorter texts help nobody to find what contains them. */
  int MIN_FRAGMENT = 3;

  /** Stands before the first value to begin with. */
  interface Cursor {
    boolean next();

    String value();

    /** The ordinal of the only component with the value; -1 when there are several. */
    int component();

    /** How many values are still to come; -1 when that is not known. */
    default int left() {
      return -1;
    }

    /**
     * Goes on as long as each value has one component alone and there is room, or less far.
     *
     * @param into takes the components from index {@code from} on
     * @return how many it put there; 0 says that the next value must be looked at by itself
     */
    default int components(int[] into, int from) {
      return 0;
    }
  }
}
