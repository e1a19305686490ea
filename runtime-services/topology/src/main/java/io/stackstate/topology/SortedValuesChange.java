package io.stackstate.topology;

import java.util.Arrays;
import java.util.Map;

/** Makes the next version of sorted values. One use, one thread. */
final class SortedValuesChange {
  private final ValueTable table;
  private final Fragments fragments;
  private int[][] blocks;

  /**
   * @param table to be written
   * @param blocks are not written
   * @param fragments are not written; may be null
   */
  SortedValuesChange(ValueTable table, int[][] blocks, Fragments fragments) {
    this.table = table;
    this.blocks = blocks.clone();
    this.fragments = fragments == null ? null : fragments.copy();
  }

  SortedValues apply(Map<String, Integer> changes) {
    changes.forEach(this::apply);
    return SortedValues.changed(table, blocks, fragments);
  }

  private void apply(String value, int component) {
    int block = block(value);
    int place = block < 0 ? -1 : place(blocks[block], value);
    if (place >= 0 && component == ValueChanges.GONE) {
      remove(block, place, value);
    } else if (place >= 0) {
      table.setComponent(blocks[block][place], component);
    } else if (component != ValueChanges.GONE) {
      insert(block, ~place, value, component);
    }
  }

  private void remove(int block, int place, String value) {
    int number = blocks[block][place];
    if (fragments != null) {
      fragments.remove(number, value);
    }
    table.remove(number);
    int[] old = blocks[block];
    if (old.length == 1) {
      int[][] fewer = Arrays.copyOf(blocks, blocks.length - 1);
      System.arraycopy(blocks, block + 1, fewer, block, fewer.length - block);
      blocks = fewer;
      return;
    }
    int[] smaller = Arrays.copyOf(old, old.length - 1);
    System.arraycopy(old, place + 1, smaller, place, smaller.length - place);
    blocks[block] = smaller;
  }

  private void insert(int block, int place, String value, int component) {
    int number = table.add(value, component);
    if (fragments != null) {
      fragments.add(number, value);
    }
    if (block < 0) {
      blocks = new int[][] {{number}};
      return;
    }
    int[] old = blocks[block];
    int[] larger = Arrays.copyOf(old, old.length + 1);
    larger[place] = number;
    System.arraycopy(old, place, larger, place + 1, old.length - place);
    blocks[block] = larger;
    if (larger.length > 2 * SortedValues.BLOCK) {
      split(block);
    }
  }

  private void split(int block) {
    int[] whole = blocks[block];
    int[][] more = Arrays.copyOf(blocks, blocks.length + 1);
    System.arraycopy(blocks, block + 1, more, block + 2, blocks.length - block - 1);
    more[block] = Arrays.copyOf(whole, SortedValues.BLOCK);
    more[block + 1] = Arrays.copyOfRange(whole, SortedValues.BLOCK, whole.length);
    blocks = more;
  }

  /** The block where the value stands or belongs; -1 when there is none at all. */
  private int block(String value) {
    int low = 0;
    int high = blocks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (table.text(blocks[middle][0]).compareTo(value) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return blocks.length == 0 ? -1 : Math.max(0, low - 1);
  }

  /** As {@link Arrays#binarySearch}. */
  private int place(int[] block, String value) {
    int low = 0;
    int high = block.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = table.text(block[middle]).compareTo(value);
      if (order == 0) {
        return middle;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }
}
