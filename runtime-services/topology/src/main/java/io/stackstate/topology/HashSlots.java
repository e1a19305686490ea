package io.stackstate.topology;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * An open-addressing multimap from a 32-bit hash to a non-zero int, 8 bytes a slot, copied on write
 * by page. The keys are not kept: the caller's predicate decides whether an entry of equal hash is
 * the one that is meant. One writer; frozen copies are immutable and for any thread.
 */
final class HashSlots {
  private static final int INITIAL_CAPACITY = 512;

  private PagedLongs slots;
  private int mask;
  private int count;

  HashSlots() {
    this(new PagedLongs(), INITIAL_CAPACITY - 1, 0);
  }

  private HashSlots(PagedLongs slots, int mask, int count) {
    this.slots = slots;
    this.mask = mask;
    this.count = count;
  }

  int count() {
    return count;
  }

  /** The first entry with this hash that passes; 0 when there is none. */
  int find(int hash, IntPredicate meant) {
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      long slot = slots.get(i);
      if (slot == 0) {
        return 0;
      }
      if (hash(slot) == hash && meant.test((int) slot)) {
        return (int) slot;
      }
    }
  }

  void add(int hash, int entry) {
    // Linear probing degrades fast above this load.
    if (count >= (mask + 1L) * 2 / 3) {
      grow();
    }
    put(hash, entry);
    count++;
  }

  /** Replaces one entry that is there. */
  void replace(int hash, int entry, int replacement) {
    slots.set(slotOf(hash, entry), slot(hash, replacement));
  }

  /** Removes one entry that is there, and closes the gap so that no probe stops early. */
  void remove(int hash, int entry) {
    int gap = slotOf(hash, entry);
    for (int i = (gap + 1) & mask; ; i = (i + 1) & mask) {
      long slot = slots.get(i);
      if (slot == 0) {
        break;
      }
      int home = hash(slot) & mask;
      if (((i - home) & mask) >= ((i - gap) & mask)) {
        slots.set(gap, slot);
        gap = i;
      }
    }
    slots.set(gap, 0);
    count--;
  }

  void forEach(IntConsumer consumer) {
    for (int i = 0; i <= mask; i++) {
      long slot = slots.get(i);
      if (slot != 0) {
        consumer.accept((int) slot);
      }
    }
  }

  /** A copy to be written on its own. */
  HashSlots copy() {
    return new HashSlots(slots.copy(), mask, count);
  }

  HashSlots freeze() {
    return new HashSlots(slots.freeze(), mask, count);
  }

  private int slotOf(int hash, int entry) {
    long wanted = slot(hash, entry);
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      long slot = slots.get(i);
      if (slot == wanted) {
        return i;
      }
      if (slot == 0) {
        throw new IllegalStateException("no such entry: " + entry);
      }
    }
  }

  private void put(int hash, int entry) {
    int i = hash & mask;
    while (slots.get(i) != 0) {
      i = (i + 1) & mask;
    }
    slots.set(i, slot(hash, entry));
  }

  private void grow() {
    PagedLongs old = slots;
    int oldCapacity = mask + 1;
    slots = new PagedLongs();
    mask = oldCapacity * 2 - 1;
    // From the end, so that the new root array is sized once.
    for (int i = oldCapacity - 1; i >= 0; i--) {
      long slot = old.get(i);
      if (slot != 0) {
        put(hash(slot), (int) slot);
      }
    }
  }

  private static long slot(int hash, int entry) {
    return ((long) hash << 32) | (entry & 0xFFFFFFFFL);
  }

  private static int hash(long slot) {
    return (int) (slot >>> 32);
  }
}
