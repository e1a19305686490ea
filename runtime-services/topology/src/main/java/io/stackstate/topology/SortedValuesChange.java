package io.stackstate.topology;

import java.util.Arrays;
import java.util.Map;

/** Makes the next version of sorted values. One use, one thread. */
final class SortedValuesChange {
  private final ValueTable table;
  private final Fragments fragments;
  private ValueBlock[] blocks;

  /**
   * @param table to be written
   * @param blocks are not written
   * @param fragments are not written; may be null
   */
  SortedValuesChange(ValueTable table, ValueBlock[] blocks, Fragments fragments) {
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
    int place = block < 0 ? 0 : blocks[block].place(value, table);
    if (block >= 0 && isAt(block, place, value)) {
      if (component == ValueChanges.GONE) {
        remove(block, place, value);
      } else {
        table.setComponent(blocks[block].number(place), component);
        blocks[block] = blocks[block].withOtherComponents();
      }
    } else if (component != ValueChanges.GONE) {
      insert(block, place, value, component);
    }
  }

  private boolean isAt(int block, int place, String value) {
    return place < blocks[block].size() && table.text(blocks[block].number(place)).equals(value);
  }

  private void remove(int block, int place, String value) {
    int number = blocks[block].number(place);
    if (fragments != null) {
      fragments.remove(number, value);
    }
    table.remove(number);
    if (blocks[block].size() == 1) {
      ValueBlock[] fewer = Arrays.copyOf(blocks, blocks.length - 1);
      System.arraycopy(blocks, block + 1, fewer, block, fewer.length - block);
      blocks = fewer;
    } else {
      blocks[block] = blocks[block].without(place, table);
    }
  }

  private void insert(int block, int place, String value, int component) {
    int number = table.add(value, component);
    if (fragments != null) {
      fragments.add(number, value);
    }
    if (block < 0) {
      blocks = new ValueBlock[] {new ValueBlock(new int[] {number}, value)};
      return;
    }
    blocks[block] = blocks[block].with(place, number, value);
    if (blocks[block].size() > 2 * SortedValues.BLOCK) {
      split(block);
    }
  }

  private void split(int block) {
    ValueBlock[] halves = blocks[block].split(SortedValues.BLOCK, table);
    ValueBlock[] more = Arrays.copyOf(blocks, blocks.length + 1);
    System.arraycopy(blocks, block + 1, more, block + 2, blocks.length - block - 1);
    more[block] = halves[0];
    more[block + 1] = halves[1];
    blocks = more;
  }

  /** The block where the value stands or belongs; -1 when there is none at all. */
  private int block(String value) {
    long key = TextKey.of(value, 0);
    int low = 0;
    int high = blocks.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (blocks[middle].compareFirst(value, key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return blocks.length == 0 ? -1 : Math.max(0, low - 1);
  }
}
