package io.stackstate.stql;

import io.stackstate.topology.ValueOrder;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Collects ordinals in any order, which is cheaper than adding them to a bitmap one by one. */
final class Ordinals {
  /** Fewer are sorted by comparison. */
  private static final int MANY = 2_000;

  private static final int AT_FIRST = 32;

  /** Room for as many is made before values are gone through that do not say how many they are. */
  private static final int AT_ONCE = 128;

  private static final int[] NONE = {};

  private int[] items = NONE;
  private int size;
  private boolean ascending = true;

  void add(int ordinal) {
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.max(AT_FIRST, 2 * size));
    }
    ascending &= size == 0 || items[size - 1] <= ordinal;
    items[size++] = ordinal;
  }

  /**
   * Adds the components of the next values, those that one component alone has, or some of them.
   */
  void addAll(ValueOrder.Cursor values) {
    int left = values.left();
    while (left != 0) {
      makeRoom(left);
      int count = values.components(items, size);
      if (count == 0) {
        return;
      }
      for (int i = Math.max(1, size); i < size + count; i++) {
        ascending &= items[i - 1] <= items[i];
      }
      size += count;
      left = values.left();
    }
  }

  private void makeRoom(int expected) {
    int room = items.length - size;
    if (room < expected) {
      items = Arrays.copyOf(items, size + expected);
    } else if (expected < 0 && room < AT_ONCE) {
      items = Arrays.copyOf(items, 2 * size + AT_ONCE);
    }
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
