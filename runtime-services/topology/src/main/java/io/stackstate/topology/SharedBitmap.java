package io.stackstate.topology;

import org.roaringbitmap.RoaringBitmap;

/** A bitmap that is copied by the first write after it was frozen. One writer. */
final class SharedBitmap {
  private RoaringBitmap bits;
  private boolean frozen;

  SharedBitmap() {
    this(new RoaringBitmap(), false);
  }

  private SharedBitmap(RoaringBitmap bits, boolean frozen) {
    this.bits = bits;
    this.frozen = frozen;
  }

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

  /** A copy to be written on its own. */
  SharedBitmap copy() {
    return new SharedBitmap(freeze(), true);
  }

  private RoaringBitmap writable() {
    if (frozen) {
      bits = bits.clone();
      frozen = false;
    }
    return bits;
  }
}
