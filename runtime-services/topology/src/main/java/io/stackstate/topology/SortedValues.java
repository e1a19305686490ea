package io.stackstate.topology;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

/**
 * The values of one attribute as blocks of sorted value numbers. {@link #with} makes the next
 * version, which shares all blocks that did not change. Immutable and for any thread.
 */
final class SortedValues implements ValueOrder {
  static final int BLOCK = 128;

  private final ValueTable table;
  private final ValueBlock[] blocks;

  /** How many values stand before each block, and behind the last one how many there are. */
  private final int[] starts;

  /** Null until somebody searches inside of values, and then on in the versions after this one. */
  private volatile Fragments fragments;

  private SortedValues(ValueTable table, ValueBlock[] blocks, Fragments fragments) {
    this.table = table;
    this.blocks = blocks;
    this.fragments = fragments;
    this.starts = new int[blocks.length + 1];
    for (int i = 0; i < blocks.length; i++) {
      starts[i + 1] = starts[i] + blocks[i].size();
    }
  }

  /**
   * @param components for each value its component, or -1 when several have it
   */
  static SortedValues of(Map<String, Integer> components) {
    String[] sorted = components.keySet().toArray(String[]::new);
    Arrays.sort(sorted);
    ValueTable table = new ValueTable();
    int[] numbers = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      numbers[i] = table.add(sorted[i], components.get(sorted[i]));
    }
    ValueBlock[] blocks = new ValueBlock[(sorted.length + BLOCK - 1) / BLOCK];
    for (int i = 0; i < blocks.length; i++) {
      int to = Math.min(sorted.length, (i + 1) * BLOCK);
      blocks[i] = ValueBlock.of(numbers, i * BLOCK, to, table);
    }
    return new SortedValues(table, blocks, null);
  }

  /**
   * These values with some changes.
   *
   * @param changes for each value its component, -1 when several have it, {@link ValueChanges#GONE}
   *     when none has
   */
  SortedValues with(Map<String, Integer> changes) {
    return new SortedValuesChange(table.copy(), blocks, fragments).apply(changes);
  }

  static SortedValues changed(ValueTable table, ValueBlock[] blocks, Fragments fragments) {
    return new SortedValues(table, blocks, fragments);
  }

  @Override
  public List<String> values() {
    return new Values();
  }

  @Override
  public int mostWith(String prefix) {
    int from = from(prefix);
    return behind(prefix, from) - from;
  }

  @Override
  public Cursor startingWith(String prefix) {
    int from = from(prefix);
    return new InOrder(from, behind(prefix, from));
  }

  @Override
  public Cursor containing(List<String> texts) {
    List<String> useful = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (text.length() >= MIN_FRAGMENT) {
        useful.add(text);
      }
    }
    return useful.isEmpty()
        ? new InOrder(0, size())
        : new Found(fragments().candidates(useful).toArray());
  }

  private synchronized Fragments fragments() {
    if (fragments == null) {
      Fragments all = new Fragments();
      for (ValueBlock block : blocks) {
        for (int i = 0; i < block.size(); i++) {
          all.add(block.number(i), table.text(block.number(i)));
        }
      }
      fragments = all;
    }
    return fragments;
  }

  private int size() {
    return starts[blocks.length];
  }

  /** The place of the first value that is not before this text. */
  private int from(String text) {
    if (text.isEmpty() || blocks.length == 0) {
      return 0;
    }
    long key = TextKey.of(text, 0);
    int block = 0;
    // First among the blocks, then within one: the first value of a block decides.
    for (int low = 0, high = blocks.length; low < high; ) {
      int middle = (low + high) >>> 1;
      if (blocks[middle].compareFirst(text, key) < 0) {
        low = middle + 1;
        block = middle;
      } else {
        high = middle;
      }
    }
    return starts[block] + blocks[block].from(text, table);
  }

  /**
   * The place of the first value behind all that start with this text. Most texts stand at the
   * beginning of few values, so that what is far behind is not looked at.
   *
   * @param from where those begin
   */
  private int behind(String prefix, int from) {
    if (prefix.isEmpty() || from == size()) {
      return size();
    }
    int block = blockOf(from);
    int beyond = block + 1;
    for (int step = 1; startsAt(beyond, prefix); step *= 2) {
      block = beyond;
      beyond = Math.min(blocks.length, beyond + step);
    }
    while (beyond - block > 1) {
      int middle = (block + beyond) >>> 1;
      if (startsAt(middle, prefix)) {
        block = middle;
      } else {
        beyond = middle;
      }
    }
    int known = Math.max(0, from - starts[block]);
    return starts[block] + blocks[block].behind(prefix, known, table);
  }

  /** Whether there is such a block, and it begins with a value that starts so. */
  private boolean startsAt(int block, String prefix) {
    return block < blocks.length && blocks[block].beginsWith(prefix);
  }

  private int blockOf(int place) {
    int found = Arrays.binarySearch(starts, place);
    return found < 0 ? ~found - 1 : found;
  }

  private final class Values extends AbstractList<String> implements RandomAccess {
    @Override
    public String get(int place) {
      if (place < 0 || place >= SortedValues.this.size()) {
        throw new IndexOutOfBoundsException(place);
      }
      int block = blockOf(place);
      return table.text(blocks[block].number(place - starts[block]));
    }

    @Override
    public int size() {
      return SortedValues.this.size();
    }

    @Override
    public Iterator<String> iterator() {
      InOrder cursor = new InOrder(0, size());
      return new Iterator<>() {
        private int given;

        @Override
        public boolean hasNext() {
          return given < Values.this.size();
        }

        @Override
        public String next() {
          if (!cursor.next()) {
            throw new NoSuchElementException();
          }
          given++;
          return cursor.value();
        }
      };
    }
  }

  /** Values in order. */
  private final class InOrder implements Cursor {
    private int left;
    private int block;
    private int inBlock;

    /** Of the block; null until somebody asks. */
    private int[] ofBlock;

    InOrder(int from, int to) {
      left = to - from;
      if (left > 0) {
        block = blockOf(from);
        inBlock = from - starts[block] - 1;
      }
    }

    @Override
    public boolean next() {
      if (left-- <= 0) {
        return false;
      }
      if (++inBlock == blocks[block].size()) {
        block++;
        inBlock = 0;
        ofBlock = null;
      }
      return true;
    }

    @Override
    public String value() {
      return table.text(blocks[block].number(inBlock));
    }

    @Override
    public int component() {
      if (ofBlock == null) {
        ofBlock = blocks[block].components(table);
      }
      return ofBlock[inBlock];
    }

    @Override
    public int left() {
      return Math.max(0, left);
    }

    @Override
    public int components(int[] into, int from) {
      if (left <= 0) {
        return 0;
      }
      boolean ended = inBlock + 1 == blocks[block].size();
      int begin = ended ? 0 : inBlock + 1;
      int[] of = blocks[ended ? block + 1 : block].components(table);
      int end = Math.min(of.length, begin + Math.min(left, into.length - from));
      int next = begin;
      while (next < end && of[next] >= 0) {
        into[from + next - begin] = of[next];
        next++;
      }
      if (next > begin) {
        block = ended ? block + 1 : block;
        inBlock = next - 1;
        ofBlock = of;
        left -= next - begin;
      }
      return next - begin;
    }
  }

  /** Values by their numbers. */
  private final class Found implements Cursor {
    private final int[] numbers;
    private int at = -1;

    Found(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public boolean next() {
      return ++at < numbers.length;
    }

    @Override
    public String value() {
      return table.text(numbers[at]);
    }

    @Override
    public int component() {
      return table.component(numbers[at]);
    }
  }
}
