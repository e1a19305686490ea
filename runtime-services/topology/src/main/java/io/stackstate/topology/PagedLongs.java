package io.stackstate.topology;

import java.util.Arrays;

/**
 * An array of longs that grows on write and whose frozen copies share its pages: after {@link
 * #freeze()} the first write to a page copies that page only. One writer; frozen copies are
 * immutable and for any thread. What was never written reads as 0.
 */
final class PagedLongs {
  private static final int SHIFT = 9;
  private static final int PAGE = 1 << SHIFT;
  private static final int MASK = PAGE - 1;

  private long[][] pages;

  /** Which pages a frozen copy also has; null makes this the frozen copy. */
  private boolean[] shared;

  PagedLongs() {
    this(new long[1][], new boolean[1]);
  }

  private PagedLongs(long[][] pages, boolean[] shared) {
    this.pages = pages;
    this.shared = shared;
  }

  long get(int index) {
    int page = index >>> SHIFT;
    if (page >= pages.length || pages[page] == null) {
      return 0;
    }
    return pages[page][index & MASK];
  }

  /** The elements at these indexes; those that follow each other on one page cost least. */
  long[] get(int[] indexes) {
    long[] values = new long[indexes.length];
    for (int i = 0; i < indexes.length; ) {
      int number = indexes[i] >>> SHIFT;
      long[] page = number < pages.length ? pages[number] : null;
      int to = i;
      while (to < indexes.length && indexes[to] >>> SHIFT == number) {
        values[to] = page == null ? 0 : page[indexes[to] & MASK];
        to++;
      }
      i = to;
    }
    return values;
  }

  void set(int index, long value) {
    writablePage(index >>> SHIFT)[index & MASK] = value;
  }

  /**
   * A copy to be written on its own; also of a frozen one. The two share the pages that neither of
   * them writes to.
   */
  PagedLongs copy() {
    if (shared != null) {
      Arrays.fill(shared, true);
    }
    boolean[] all = new boolean[pages.length];
    Arrays.fill(all, true);
    return new PagedLongs(pages.clone(), all);
  }

  PagedLongs freeze() {
    Arrays.fill(shared, true);
    return new PagedLongs(pages.clone(), null);
  }

  private long[] writablePage(int page) {
    if (page >= pages.length) {
      int length = Math.max(page + 1, pages.length + (pages.length >> 1));
      pages = Arrays.copyOf(pages, length);
      shared = Arrays.copyOf(shared, length);
    }
    if (pages[page] == null) {
      pages[page] = new long[PAGE];
      shared[page] = false;
    } else if (shared[page]) {
      pages[page] = pages[page].clone();
      shared[page] = false;
    }
    return pages[page];
  }
}
