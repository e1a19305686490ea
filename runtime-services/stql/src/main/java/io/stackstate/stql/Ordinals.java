package io.stackstate.stql;

import io.stackstate.topology.ValueOrder;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Collects ordinals in any order, which is cheaper than adding them to a bitmap one by one. */
final class Ordinals {
  /** Fewer are sorted by comparison. */
  private static final int MANY = 2_000;

  /** Room for as many is made before values are gone through. */
  private static final int AT_ONCE = 128;

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

  /**
   * Adds the components of the next values, those that one component alone has, or some of them.
   */
  void addAll(ValueOrder.Cursor values) {
    int count;
    do {
      if (items.length - size < AT_ONCE) {
        items = Arrays.copyOf(items, 2 * size + AT_ONCE);
      }
      count = values.components(items, size);
      for (int i = Math.max(1, size); i < size + count; i++) {
        ascending &= items[i - 1] <= items[i];
      }
      size += count;
    } while (count > 0);
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
}
