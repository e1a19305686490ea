package io.stackstate.stql;

import org.roaringbitmap.RoaringBitmap;

/**
 * What a query has loaded, each element counted once, and the limit on it. The indexes select and
 * combine without loading; loaded is what the answer shows and what a traversal visits, the
 * relations that it crosses included.
 */
final class LoadedElements {
  private final int limit;
  private final RoaringBitmap components = new RoaringBitmap();
  private final RoaringBitmap relations = new RoaringBitmap();
  private long count;

  LoadedElements(int limit) {
    this.limit = limit;
  }

  long count() {
    return count;
  }

  void components(RoaringBitmap more) throws QueryTooLargeException {
    count += RoaringBitmap.andNotCardinality(more, components);
    check();
    components.or(more);
  }

  /**
   * Counts a crossed relation and the component behind it.
   *
   * @return false when the limit is passed; then it counts no further
   */
  boolean crossed(int relation, int component) {
    if (count <= limit) {
      count += relations.checkedAdd(relation) ? 1 : 0;
      count += components.checkedAdd(component) ? 1 : 0;
    }
    return count <= limit;
  }

  void check() throws QueryTooLargeException {
    if (count > limit) {
      throw new QueryTooLargeException("has to load", limit);
    }
  }
}
