package io.stackstate.topology;

import org.roaringbitmap.RoaringBitmap;

/** A bitmap that is copied by the first write after it was frozen. One writer. */
final class SharedBitmap {
  private RoaringBitmap bits = new RoaringBitmap();
  private boolean frozen;

  void add(int item) {
    writable().add(item);
  }

  void remove(int item) {
    writable().remove(item);
  }

  /** The bitmap as it is now; it never changes again, and its reader must not change it. */
  RoaringBitmap freeze() {
    frozen = true;
    return bits;
  }

  private RoaringBitmap writable() {
    if (frozen) {
      bits = bits.clone();
      frozen = false;
    }
    return bits;
  }
}
