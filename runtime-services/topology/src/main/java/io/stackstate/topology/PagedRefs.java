package io.stackstate.topology;

import java.util.Arrays;

/**
 * As {@link PagedLongs}, for references; what was never written reads as null. The objects
 * themselves are shared with frozen copies, so the writer replaces them instead of changing them.
 */
final class PagedRefs<T> {
  private static final int SHIFT = 9;
  private static final int PAGE = 1 << SHIFT;
  private static final int MASK = PAGE - 1;

  private Object[][] pages;

  /** Which pages a frozen copy also has; null makes this the frozen copy. */
  private boolean[] shared;

  PagedRefs() {
    this(new Object[1][], new boolean[1]);
  }

  private PagedRefs(Object[][] pages, boolean[] shared) {
    this.pages = pages;
    this.shared = shared;
  }

  @SuppressWarnings("unchecked")
  T get(int index) {
    int page = index >>> SHIFT;
    if (page >= pages.length || pages[page] == null) {
      return null;
    }
    return (T) pages[page][index & MASK];
  }

  void set(int index, T value) {
    writablePage(index >>> SHIFT)[index & MASK] = value;
  }

  /**
   * A copy to be written on its own; also of a frozen one. The two share the pages that neither of
   * them writes to.
   */
  PagedRefs<T> copy() {
    if (shared != null) {
      Arrays.fill(shared, true);
    }
    boolean[] all = new boolean[pages.length];
    Arrays.fill(all, true);
    return new PagedRefs<>(pages.clone(), all);
  }

  PagedRefs<T> freeze() {
    Arrays.fill(shared, true);
    return new PagedRefs<>(pages.clone(), null);
  }

  private Object[] writablePage(int page) {
    if (page >= pages.length) {
      int length = Math.max(page + 1, pages.length + (pages.length >> 1));
      pages = Arrays.copyOf(pages, length);
      shared = Arrays.copyOf(shared, length);
    }
    if (pages[page] == null) {
      pages[page] = new Object[PAGE];
      shared[page] = false;
    } else if (shared[page]) {
      pages[page] = pages[page].clone();
      shared[page] = false;
    }
    return pages[page];
  }
}
