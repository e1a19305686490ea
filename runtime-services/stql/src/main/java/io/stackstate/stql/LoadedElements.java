package io.stackstate.stql;

import org.roaringbitmap.RoaringBitmap;

/**
 * What a query has loaded, each element counted once, and the limit on it. The indexes select and
 * combine without loading; loaded is what the answer shows and what a traversal visits, the
 * relations that it crosses included.
 */
final class LoadedElements {
  /** Never modified. */
  private static final RoaringBitmap NOTHING = new RoaringBitmap();

  private final int limit;
  private final boolean severalWalks;
  private RoaringBitmap components = NOTHING;

  /** Null where nothing can be crossed twice. */
  private final RoaringBitmap relations;

  private long count;

  /**
   * What was loaded before a walk.
   *
   * @param nothing whether that is nothing at all
   */
  record Before(boolean nothing, RoaringBitmap components) {}

  /**
   * @param severalWalks whether a walk may cross what one before it has crossed
   */
  LoadedElements(int limit, boolean severalWalks) {
    this.limit = limit;
    this.severalWalks = severalWalks;
    this.relations = severalWalks ? new RoaringBitmap() : null;
  }

  long count() {
    return count;
  }

  /** Counts components; not to be modified afterwards. */
  void components(RoaringBitmap more) throws QueryTooLargeException {
    if (more != components) {
      boolean first = components.isEmpty();
      count +=
          first ? more.getLongCardinality() : RoaringBitmap.andNotCardinality(more, components);
      check();
      components = first ? more : RoaringBitmap.or(components, more);
    }
  }

  /**
   * Counts the components from which a walk starts.
   *
   * @return what was loaded before
   */
  Before begins(RoaringBitmap seed) throws QueryTooLargeException {
    Before before = new Before(count == 0, components);
    components(seed);
    return before;
  }

  /** Whether everything that a walk finds counts: nothing was loaded before, and by no other. */
  boolean countsAll(Before before) {
    return before.nothing && !severalWalks;
  }

  /** Counts so many elements, none of which was counted. */
  void more(int elements) {
    count += elements;
  }

  /** Counts a relation that this walk has not crossed before. */
  void crosses(int relation) {
    if (!severalWalks || relations.checkedAdd(relation)) {
      count++;
    }
  }

  /** Counts a component that this walk has not reached before and did not start from. */
  void reaches(int component, Before before) {
    if (before.nothing || !before.components.contains(component)) {
      count++;
    }
  }

  /** What a walk has visited, all of it counted already; not to be modified afterwards. */
  void visited(RoaringBitmap visited, Before before) {
    components = before.nothing ? visited : RoaringBitmap.or(before.components, visited);
  }

  boolean isTooMany() {
    return count > limit;
  }

  void check() throws QueryTooLargeException {
    if (isTooMany()) {
      throw new QueryTooLargeException("has to load", limit);
    }
  }
}
