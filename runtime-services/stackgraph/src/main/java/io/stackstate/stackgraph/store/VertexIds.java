package io.stackstate.stackgraph.store;

/**
 * The numbers from which vertex ids derive, so that every vertex is found without an index. Element
 * and settings ids use 53 bits; two bits above them keep the kinds apart.
 */
public final class VertexIds {
  /** The one vertex that says what the store holds. */
  public static final long ROOT = 3L << 53;

  /** The one vertex that says which change log the graph follows. */
  public static final long LOG = ROOT | 1;

  /** The last change of a settings node, to be made again when it was not stored whole. */
  public static final long SETTINGS_INTENT = ROOT | 2;

  private static final long SETTING = 1L << 53;
  private static final long HISTORY = 2L << 53;
  private static final int CHUNK_BITS = 23;
  private static final int KIND_BITS = 2;
  private static final long MASK = (1L << 53) - 1;

  private VertexIds() {}

  public static long component(long elementId) {
    return elementId & MASK;
  }

  /** Whether this is the number of a component's vertex. */
  static boolean isComponent(long number) {
    return (number & MASK) == number;
  }

  public static long setting(long nodeId) {
    return SETTING | nodeId & MASK;
  }

  /**
   * A vertex of the history.
   *
   * @param slice 0 to 2^28 - 1
   * @param kind 0 to 3
   * @param chunk 0 to 2^23 - 1
   */
  public static long history(int slice, int kind, int chunk) {
    if (chunk >= 1 << CHUNK_BITS || (long) slice >= 1L << 53 - CHUNK_BITS - KIND_BITS) {
      throw new IllegalStateException("slice " + slice + " has too many chunks: " + chunk);
    }
    return HISTORY | (long) slice << CHUNK_BITS + KIND_BITS | (long) kind << CHUNK_BITS | chunk;
  }
}
