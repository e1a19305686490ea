package io.stackstate.stql;

import java.util.Arrays;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * The components that a walk has reached, in the order in which it did, each once. Made for many
 * short walks: a bit for every component there is, of which only those that were set are cleared,
 * so that a walk costs what it reaches. One thread at a time; {@link #clear()} before the next
 * walk.
 */
final class VisitedSet {
  /** How much dearer it is to sort one ordinal than to look at one word of bits. */
  private static final int SORT_COST = 12;

  private long[] bits = new long[0];
  private final Ordinals order = new Ordinals();

  /** Makes room for ordinals up to this one. */
  void cover(int largest) {
    if (largest >>> 6 >= bits.length) {
      bits = Arrays.copyOf(bits, (largest >>> 6) + 1);
    }
  }

  /** Whether it is new. */
  boolean add(int component) {
    long bit = 1L << component;
    if ((bits[component >>> 6] & bit) != 0) {
      return false;
    }
    bits[component >>> 6] |= bit;
    order.add(component);
    return true;
  }

  boolean contains(int component) {
    return (bits[component >>> 6] & 1L << component) != 0;
  }

  int size() {
    return order.size();
  }

  /** The one that was reached as number {@code index}, from 0. */
  int get(int index) {
    return order.get(index);
  }

  /** The caller's own. */
  RoaringBitmap toBitmap() {
    return (long) order.size() * SORT_COST > bits.length
        ? BitSetUtil.bitmapOf(bits)
        : order.toBitmap();
  }

  void clear() {
    for (int i = 0; i < order.size(); i++) {
      bits[order.get(i) >>> 6] = 0;
    }
    order.clear();
  }
}
