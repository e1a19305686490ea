package io.stackstate.stackgraph.history;

/**
 * Which history has expired (query sheet, 12.2): everything superseded before the epoch, in whole
 * slices; the present never. Pure.
 *
 * @param windowMillis how long history is kept
 */
record Retention(long windowMillis) {

  /** The instant before which nothing can be read; it never goes back. */
  long epoch(Root root, long nowMillis) {
    return Math.max(root.epochMillis(), nowMillis - windowMillis);
  }

  /**
   * Whether all that the newest slice recorded has expired, so that only a new slice, whose base
   * holds what is still alive, lets the old one go.
   */
  static boolean endsNewest(Catalog catalog, long epoch) {
    return catalog
        .newest()
        .filter(slice -> slice.changes() > 0 && slice.lastMillis() <= epoch)
        .isPresent();
  }

  /** The oldest slice that can still show an instant that is not before the epoch. */
  static int oldestKept(Catalog catalog, long epoch) {
    return catalog
        .at(epoch)
        .map(catalog::start)
        .map(Slice::number)
        .orElse(catalog.root().firstSlice());
  }
}
