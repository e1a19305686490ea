package io.stackstate.topology;

import io.stackstate.model.change.DependencyDirection;
import java.util.Arrays;

/**
 * The relations of a component, those that start at it and those that end at it, in no particular
 * order, packed so that a walk reads one array. A relation from the component to itself is there
 * twice. To readers immutable and for any thread; the writer changes it only before it is part of a
 * snapshot.
 */
public final class Links {
  /** How many kinds there are, see {@link #kind(int)}. */
  public static final int KINDS = 8;

  /** Of a component without relations. */
  static final Links NONE = new Links(null, new long[0], 0);

  private static final DependencyDirection[] DIRECTIONS = DependencyDirection.values();
  private static final int KIND_MASK = KINDS - 1;
  private static final int NEIGHBOUR_SHIFT = 3;
  private static final int NEIGHBOUR_MASK = Integer.MAX_VALUE;
  private static final int RELATION_SHIFT = 34;
  private static final int MAX_RELATION = (1 << 30) - 1;

  /** In which generation of its {@link Adjacency} it may be changed. */
  private final Object generation;

  private long[] items;
  private int size;

  Links(Object generation) {
    this(generation, new long[2], 0);
  }

  private Links(Object generation, long[] items, int size) {
    this.generation = generation;
    this.items = items;
    this.size = size;
  }

  public int size() {
    return size;
  }

  /** The ordinal of the relation at an index below {@link #size()}. */
  public int relation(int index) {
    return (int) (items[index] >>> RELATION_SHIFT);
  }

  /** The ordinal of the component at the other end of that relation. */
  public int neighbour(int index) {
    return (int) (items[index] >>> NEIGHBOUR_SHIFT) & NEIGHBOUR_MASK;
  }

  /** The {@link #kind(DependencyDirection, boolean)} of that relation, seen from the component. */
  public int kind(int index) {
    return (int) items[index] & KIND_MASK;
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

  boolean isOf(Object generation) {
    return this.generation == generation;
  }

  Links copyFor(Object newGeneration) {
    return new Links(newGeneration, Arrays.copyOf(items, Math.max(2, size + 1)), size);
  }

  void add(int relation, int neighbour, int kind) {
    if (relation > MAX_RELATION) {
      throw new IllegalStateException("more than " + MAX_RELATION + " relations");
    }
    if (size == items.length) {
      items = Arrays.copyOf(items, size + 1 + (size >> 1));
    }
    items[size++] = (long) relation << RELATION_SHIFT | (long) neighbour << NEIGHBOUR_SHIFT | kind;
  }

  /** Removes a relation that is there; found at once when it is the last. */
  void remove(int relation) {
    for (int i = size - 1; i >= 0; i--) {
      if (relation(i) == relation) {
        items[i] = items[--size];
        return;
      }
    }
    throw new IllegalStateException("no such relation: " + relation);
  }
}
