package io.stackstate.stql;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Collects ordinals in any order, which is cheaper than adding them to a bitmap one by one. */
final class Ordinals {
  /** Fewer are sorted by comparison. */
  private static final int MANY = 2_000;

  private int[] items = new int[32];
  private int size;
  private boolean ascending = true;

  void add(int ordinal) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    ascending &= size == 0 || items[size - 1] <= ordinal;
    items[size++] = ordinal;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  /** The caller's own. */
  RoaringBitmap toBitmap() {
    if (!ascending && size > MANY) {
      return RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(items, size));
    }
    int[] sorted = items;
    if (!ascending) {
      sorted = Arrays.copyOf(items, size);
      Arrays.sort(sorted);
    }
    return SortedOrdinals.toBitmap(sorted, size);
  }

  void clear() {
    size = 0;
    ascending = true;
  }
}
