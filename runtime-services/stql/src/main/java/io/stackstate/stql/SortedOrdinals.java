package io.stackstate.stql;

import java.util.Arrays;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes bitmaps of sorted ordinals. What {@link RoaringBitmap} has for it is made for millions; the
 * answers of most queries are a few hundred, for which its preparations cost more than the work.
 */
final class SortedOrdinals {
  /** What one array container holds at most. */
  private static final int MAX_ARRAY = 4_096;

  private static final int LOW_BITS = 16;

  private SortedOrdinals() {}

  /**
   * A bitmap of the first {@code size} of them.
   *
   * @param sorted ascending in that part, equal ones allowed; is not kept
   */
  static RoaringBitmap toBitmap(int[] sorted, int size) {
    if (size > MAX_ARRAY) {
      return RoaringBitmap.bitmapOf(Arrays.copyOf(sorted, size));
    }
    RoaringBitmap bitmap = new RoaringBitmap();
    for (int from = 0; from < size; ) {
      int to = endOfContainer(sorted, from, size);
      bitmap.append((char) (sorted[from] >>> LOW_BITS), container(sorted, from, to));
      from = to;
    }
    return bitmap;
  }

  private static int endOfContainer(int[] sorted, int from, int size) {
    int key = sorted[from] >>> LOW_BITS;
    if (sorted[size - 1] >>> LOW_BITS == key) {
      return size;
    }
    int to = from + 1;
    while (sorted[to] >>> LOW_BITS == key) {
      to++;
    }
    return to;
  }

  private static ArrayContainer container(int[] sorted, int from, int to) {
    char[] low = new char[to - from];
    int equal = 0;
    low[0] = (char) sorted[from];
    for (int i = from + 1; i < to; i++) {
      low[i - from] = (char) sorted[i];
      equal += sorted[i] == sorted[i - 1] ? 1 : 0;
    }
    return new ArrayContainer(equal == 0 ? low.length : distinct(low), low);
  }

  /** Moves the different ones to the front, and tells how many they are. */
  private static int distinct(char[] sorted) {
    int count = 1;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    return count;
  }
}
