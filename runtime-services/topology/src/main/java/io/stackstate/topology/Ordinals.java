package io.stackstate.topology;

import org.roaringbitmap.RoaringBitmap;

/**
 * Gives ids small non-negative ordinals and takes them back for re-use. One writer; frozen copies
 * are immutable and for any thread.
 */
final class Ordinals {
  private final HashSlots slots;
  private final PagedLongs ids;
  private final RoaringBitmap free;
  private int next;

  Ordinals() {
    this(new HashSlots(), new PagedLongs(), new RoaringBitmap(), 0);
  }

  private Ordinals(HashSlots slots, PagedLongs ids, RoaringBitmap free, int next) {
    this.slots = slots;
    this.ids = ids;
    this.free = free;
    this.next = next;
  }

  int count() {
    return slots.count();
  }

  /** The ordinal of the id, or -1. */
  int ordinal(long id) {
    return slots.find(Hash.of(id), entry -> ids.get(entry - 1) == id) - 1;
  }

  long id(int ordinal) {
    return ids.get(ordinal);
  }

  /** Of each ordinal; 0 where there is none. */
  long[] ids(int[] ordinals) {
    return ids.get(ordinals);
  }

  /** Gives an ordinal to an id that has none. */
  int add(long id) {
    int ordinal = next;
    if (free.isEmpty()) {
      next++;
    } else {
      ordinal = free.first();
      free.remove(ordinal);
    }
    ids.set(ordinal, id);
    slots.add(Hash.of(id), ordinal + 1);
    return ordinal;
  }

  void remove(int ordinal) {
    slots.remove(Hash.of(ids.get(ordinal)), ordinal + 1);
    ids.set(ordinal, 0);
    free.add(ordinal);
  }

  /** A copy to be written on its own. */
  Ordinals copy() {
    return new Ordinals(slots.copy(), ids.copy(), free.clone(), next);
  }

  Ordinals freeze() {
    return new Ordinals(slots.freeze(), ids.freeze(), null, next);
  }
}
