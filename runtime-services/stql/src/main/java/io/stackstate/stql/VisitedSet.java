package io.stackstate.stql;

import java.util.Arrays;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * The components that a walk has reached, in the order in which it did, each once, and from which
 * of them it went on. Made for many short walks: two bits for every component there is, of which
 * only the words between the smallest and the largest that were reached are looked at or cleared
 * where that is cheaper, so that a walk costs what it reaches. One thread at a time; {@link
 * #clear()} before the next walk.
 */
final class VisitedSet {
  /** How much dearer it is to sort one ordinal than to look at one word of bits. */
  private static final int SORT_COST = 12;

  private long[] visited = new long[0];
  private long[] expanded = new long[0];
  private final Ordinals order = new Ordinals();
  private int firstWord = Integer.MAX_VALUE;
  private int lastWord = -1;

  /** Makes room for ordinals up to this one. */
  void cover(int largest) {
    if (largest >>> 6 >= visited.length) {
      visited = Arrays.copyOf(visited, (largest >>> 6) + 1);
      expanded = Arrays.copyOf(expanded, (largest >>> 6) + 1);
    }
  }

  /** Whether it is new. */
  boolean add(int component) {
    int word = component >>> 6;
    long bit = 1L << component;
    long before = visited[word];
    if ((before & bit) != 0) {
      return false;
    }
    visited[word] = before | bit;
    firstWord = Math.min(firstWord, word);
    lastWord = Math.max(lastWord, word);
    order.add(component);
    return true;
  }

  /** Notes that the walk goes on from this one, which was reached. */
  void expand(int component) {
    expanded[component >>> 6] |= 1L << component;
  }

  boolean isExpanded(int component) {
    return (expanded[component >>> 6] & 1L << component) != 0;
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
    int words = lastWord - firstWord + 1;
    if (words >= (long) order.size() * SORT_COST) {
      return order.toBitmap();
    }
    if (order.size() > visited.length) {
      return BitSetUtil.bitmapOf(visited);
    }
    return SortedOrdinals.toBitmap(sorted(), order.size());
  }

  private int[] sorted() {
    int[] sorted = new int[order.size()];
    int count = 0;
    for (int word = firstWord; word <= lastWord; word++) {
      for (long bits = visited[word]; bits != 0; bits &= bits - 1) {
        sorted[count++] = (word << 6) + Long.numberOfTrailingZeros(bits);
      }
    }
    return sorted;
  }

  void clear() {
    if (lastWord - firstWord < order.size()) {
      Arrays.fill(visited, Math.min(firstWord, lastWord + 1), lastWord + 1, 0);
      Arrays.fill(expanded, Math.min(firstWord, lastWord + 1), lastWord + 1, 0);
    } else {
      for (int i = 0; i < order.size(); i++) {
        visited[order.get(i) >>> 6] = 0;
        expanded[order.get(i) >>> 6] = 0;
      }
    }
    order.clear();
    firstWord = Integer.MAX_VALUE;
    lastWord = -1;
  }
}
