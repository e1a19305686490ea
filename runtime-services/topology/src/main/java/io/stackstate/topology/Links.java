package io.stackstate.topology;

import io.stackstate.model.change.DependencyDirection;
import java.util.Arrays;

/**
 * The relations of a component, those that start at it and those that end at it, in no particular
 * order, packed so that a walk reads one array and follows no reference. A relation from the
 * component to itself is there twice. Immutable and for any thread.
 */
public final class Links {
  /** How many kinds there are, see {@link #kind(int)}. */
  public static final int KINDS = 8;

  private static final long[] NONE = {0};
  private static final DependencyDirection[] DIRECTIONS = DependencyDirection.values();
  private static final int KIND_MASK = KINDS - 1;
  private static final int NEIGHBOUR_SHIFT = 3;
  private static final int NEIGHBOUR_MASK = Integer.MAX_VALUE;
  private static final int RELATION_SHIFT = 34;
  private static final int MAX_RELATION = (1 << 30) - 1;
  private static final int GENERATION_SHIFT = 28;
  private static final int SIZE_MASK = (1 << GENERATION_SHIFT) - 1;
  private static final int SMALLEST = 3;

  /** First the number of relations below the generation of the array, then the relations. */
  private final long[] items;

  private Links(long[] items) {
    this.items = items;
  }

  /**
   * @param items made by {@link #with}; null stands for no relations
   */
  static Links of(long[] items) {
    return new Links(items == null ? NONE : items);
  }

  public int size() {
    return (int) items[0] & SIZE_MASK;
  }

  /** The ordinal of the relation at an index below {@link #size()}. */
  public int relation(int index) {
    return (int) (items[index + 1] >>> RELATION_SHIFT);
  }

  /** The ordinal of the component at the other end of that relation. */
  public int neighbour(int index) {
    return (int) (items[index + 1] >>> NEIGHBOUR_SHIFT) & NEIGHBOUR_MASK;
  }

  /** The {@link #kind(DependencyDirection, boolean)} of that relation, seen from the component. */
  public int kind(int index) {
    return (int) items[index + 1] & KIND_MASK;
  }

  /**
   * How a relation looks from one of its ends, as a number below {@link #KINDS}, so that what a
   * walk follows is a set of bits.
   *
   * @param outgoing whether it starts there
   */
  public static int kind(DependencyDirection direction, boolean outgoing) {
    return direction.ordinal() << 1 | (outgoing ? 0 : 1);
  }

  /** The kind of the same relation seen from its other end. */
  public static int fromOtherEnd(int kind) {
    return kind ^ 1;
  }

  static DependencyDirection direction(int kind) {
    return DIRECTIONS[kind >> 1];
  }

  static boolean isOutgoing(int kind) {
    return (kind & 1) == 0;
  }

  /**
   * Adds a relation, in place where that is allowed.
   *
   * @param items null for none
   * @param generation arrays of another one are not changed but copied
   * @return the array to keep instead
   */
  static long[] with(long[] items, long generation, int relation, int neighbour, int kind) {
    if (relation > MAX_RELATION) {
      throw new IllegalStateException("more than " + MAX_RELATION + " relations");
    }
    long[] own = writable(items, generation, 1);
    int size = (int) own[0] & SIZE_MASK;
    own[size + 1] = (long) relation << RELATION_SHIFT | (long) neighbour << NEIGHBOUR_SHIFT | kind;
    own[0]++;
    return own;
  }

  /**
   * Removes a relation that is there, in place where that is allowed; found at once when it is the
   * last.
   *
   * @return the array to keep instead; null for none
   */
  static long[] without(long[] items, long generation, int relation) {
    int size = (int) items[0] & SIZE_MASK;
    for (int i = size; i > 0; i--) {
      if ((int) (items[i] >>> RELATION_SHIFT) == relation) {
        if (size == 1) {
          return null;
        }
        long[] own = writable(items, generation, 0);
        own[i] = own[size];
        own[0]--;
        return own;
      }
    }
    throw new IllegalStateException("no such relation: " + relation);
  }

  private static long[] writable(long[] items, long generation, int more) {
    int size = items == null ? 0 : (int) items[0] & SIZE_MASK;
    boolean own = items != null && items[0] >>> GENERATION_SHIFT == generation;
    if (own && size + more < items.length) {
      return items;
    }
    // What is copied for a snapshot grows little, what is being filled by half.
    int length = Math.max(SMALLEST, own ? size + 2 + (size >> 1) : size + 1 + more);
    long[] copy = items == null ? new long[length] : Arrays.copyOf(items, length);
    copy[0] = generation << GENERATION_SHIFT | size;
    return copy;
  }
}
