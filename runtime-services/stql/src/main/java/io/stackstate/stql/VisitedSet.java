package io.stackstate.stql;

import io.stackstate.topology.Links;
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

  /** In the order in which they were reached. */
  private int[] order = new int[64];

  private int size;
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
    if (word >= visited.length) {
      cover(component);
    }
    long bit = 1L << component;
    long before = visited[word];
    if ((before & bit) != 0) {
      return false;
    }
    visited[word] = before | bit;
    firstWord = Math.min(firstWord, word);
    lastWord = Math.max(lastWord, word);
    makeRoom(1);
    order[size++] = component;
    return true;
  }

  private void makeRoom(int more) {
    if (size + more > order.length) {
      order = Arrays.copyOf(order, Math.max(2 * order.length, size + more));
    }
  }

  /**
   * Goes on from one that was reached: adds its neighbours. Which of them are new, and which were
   * gone on from, no processor can guess, so the loop does not branch on either.
   *
   * @param links those of the component
   * @param followed the kinds of relations that lead on, as bits
   * @return how many relations it crossed that were not crossed from their other ends
   */
  int expand(int component, Links links, int followed) {
    expand(component);
    int count = links.size();
    makeRoom(count);
    int crossed = 0;
    int end = size;
    int first = firstWord;
    int last = lastWord;
    for (int i = 0; i < count; i++) {
      int kind = links.kind(i);
      int neighbour = links.neighbour(i);
      int word = neighbour >>> 6;
      if (word >= visited.length) {
        cover(neighbour);
      }
      int follows = followed >>> kind & 1;
      // A relation to itself is there twice; the first time it counts.
      int expandedBefore =
          neighbour == component ? kind & 1 : (int) (expanded[word] >>> neighbour) & 1;
      int crossedBefore = expandedBefore & followed >>> Links.fromOtherEnd(kind);
      crossed += follows & ~crossedBefore;
      long before = visited[word];
      order[end] = neighbour;
      end += follows & ~(int) (before >>> neighbour);
      visited[word] = before | (long) follows << neighbour;
      first = Math.min(first, follows != 0 ? word : first);
      last = Math.max(last, follows != 0 ? word : last);
    }
    size = end;
    firstWord = first;
    lastWord = last;
    return crossed;
  }

  /** Notes that the walk goes on from this one, which was reached. */
  void expand(int component) {
    expanded[component >>> 6] |= 1L << component;
  }

  boolean isExpanded(int component) {
    return (expanded[component >>> 6] & 1L << component) != 0;
  }

  int size() {
    return size;
  }

  /** The one that was reached as number {@code index}, from 0. */
  int get(int index) {
    return order[index];
  }

  /** The caller's own. */
  RoaringBitmap toBitmap() {
    int words = lastWord - firstWord + 1;
    if (words >= (long) size * SORT_COST) {
      int[] sorted = Arrays.copyOf(order, size);
      Arrays.sort(sorted);
      return SortedOrdinals.toBitmap(sorted, size);
    }
    if (size > visited.length) {
      return BitSetUtil.bitmapOf(visited);
    }
    return SortedOrdinals.toBitmap(sorted(), size);
  }

  private int[] sorted() {
    int[] sorted = new int[size];
    int count = 0;
    for (int word = firstWord; word <= lastWord; word++) {
      for (long bits = visited[word]; bits != 0; bits &= bits - 1) {
        sorted[count++] = (word << 6) + Long.numberOfTrailingZeros(bits);
      }
    }
    return sorted;
  }

  void clear() {
    if (lastWord - firstWord < size) {
      Arrays.fill(visited, Math.min(firstWord, lastWord + 1), lastWord + 1, 0);
      Arrays.fill(expanded, Math.min(firstWord, lastWord + 1), lastWord + 1, 0);
    } else {
      for (int i = 0; i < size; i++) {
        visited[order[i] >>> 6] = 0;
        expanded[order[i] >>> 6] = 0;
      }
    }
    size = 0;
    firstWord = Integer.MAX_VALUE;
    lastWord = -1;
  }
}
