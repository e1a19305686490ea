package io.stackstate.topology;

import java.util.Arrays;

/**
 * Some values that follow each other, by their numbers. What searches read most stands beside them,
 * once somebody searched, because in the table it is scattered over the memory. Immutable and for
 * any thread.
 */
final class ValueBlock {
  private final int[] numbers;
  private final String first;
  private final long firstKey;

  /** Of each value; null until somebody went through them in order. */
  private volatile int[] components;

  /** Null until somebody searched among them. */
  private volatile Keys keys;

  /**
   * The keys of the values.
   *
   * @param common so many first characters all of them share, which the keys leave out
   */
  private record Keys(int common, long[] of) {}

  /** At least one value, of which this is the text of the first one. */
  ValueBlock(int[] numbers, String first) {
    this.numbers = numbers;
    this.first = first;
    this.firstKey = TextKey.of(first, 0);
  }

  /** The numbers from a place on; the table has all of them. */
  static ValueBlock of(int[] numbers, int from, int to, ValueTable table) {
    return new ValueBlock(Arrays.copyOfRange(numbers, from, to), table.text(numbers[from]));
  }

  int size() {
    return numbers.length;
  }

  int number(int place) {
    return numbers[place];
  }

  /** As {@link String#compareTo} of the first value's text. */
  int compareFirst(String text, long key) {
    return firstKey == key ? first.compareTo(text) : Long.compareUnsigned(firstKey, key);
  }

  boolean beginsWith(String prefix) {
    return first.startsWith(prefix);
  }

  /** The same values, some of which have other components than before. */
  ValueBlock withOtherComponents() {
    return new ValueBlock(numbers, first);
  }

  /** One more value at this place. */
  ValueBlock with(int place, int number, String text) {
    int[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[place] = number;
    System.arraycopy(numbers, place, more, place + 1, numbers.length - place);
    return new ValueBlock(more, place == 0 ? text : first);
  }

  /** Without the value at this place, which is not the only one. */
  ValueBlock without(int place, ValueTable table) {
    int[] fewer = Arrays.copyOf(numbers, numbers.length - 1);
    System.arraycopy(numbers, place + 1, fewer, place, fewer.length - place);
    return new ValueBlock(fewer, place == 0 ? table.text(fewer[0]) : first);
  }

  /** The first values, and those behind. */
  ValueBlock[] split(int place, ValueTable table) {
    return new ValueBlock[] {
      of(numbers, 0, place, table), of(numbers, place, numbers.length, table)
    };
  }

  /** The component of each value, -1 where several have it; not to be changed. */
  int[] components(ValueTable table) {
    int[] known = components;
    if (known == null) {
      known = new int[numbers.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = table.component(numbers[i]);
      }
      components = known;
    }
    return known;
  }

  /** The place of the first value that is not before this text; behind the last one if all are. */
  int place(String text, ValueTable table) {
    int low = 0;
    int high = numbers.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (table.text(numbers[middle]).compareTo(text) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** As {@link #place}, for a block that is searched more than once. */
  int from(String text, ValueTable table) {
    Keys known = keys(table);
    if (!text.regionMatches(0, first, 0, known.common)) {
      return first.compareTo(text) < 0 ? numbers.length : 0;
    }
    long key = TextKey.of(text, known.common);
    int low = 0;
    int high = numbers.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      long at = known.of[middle];
      if (at == key
          ? table.text(numbers[middle]).compareTo(text) < 0
          : Long.compareUnsigned(at, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The place of the first value that does not start with this text.
   *
   * @param from no value from here on is before the text
   */
  int behind(String prefix, int from, ValueTable table) {
    Keys known = keys(table);
    if (prefix.length() <= known.common || !prefix.regionMatches(0, first, 0, known.common)) {
      return first.startsWith(prefix) ? numbers.length : from;
    }
    long mask = TextKey.mask(prefix.length() - known.common);
    long key = TextKey.of(prefix, known.common) & mask;
    boolean exact = TextKey.isExact(prefix, known.common);
    int low = from;
    int high = numbers.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if ((known.of[middle] & mask) == key
          && (exact || table.text(numbers[middle]).startsWith(prefix))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Keys keys(ValueTable table) {
    Keys known = keys;
    if (known == null) {
      int common = common(first, table.text(numbers[numbers.length - 1]));
      long[] of = new long[numbers.length];
      for (int i = 0; i < of.length; i++) {
        of[i] = TextKey.of(table.text(numbers[i]), common);
      }
      known = new Keys(common, of);
      keys = known;
    }
    return known;
  }

  /** What the first and the last in order share, all between them share, too. */
  private static int common(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int common = 0;
    while (common < length && one.charAt(common) == other.charAt(common)) {
      common++;
    }
    return common;
  }
}
