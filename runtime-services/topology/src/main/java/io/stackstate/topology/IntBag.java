package io.stackstate.topology;

import java.util.Arrays;

/**
 * Ints in no particular order, compact. It belongs to one generation of its {@link Adjacency}, in
 * which alone it may be changed.
 */
final class IntBag {
  private final Object generation;
  private int[] items;
  private int size;

  IntBag(Object generation) {
    this(generation, new int[2], 0);
  }

  private IntBag(Object generation, int[] items, int size) {
    this.generation = generation;
    this.items = items;
    this.size = size;
  }

  boolean isOf(Object generation) {
    return this.generation == generation;
  }

  IntBag copyFor(Object newGeneration) {
    return new IntBag(newGeneration, Arrays.copyOf(items, Math.max(2, size + 1)), size);
  }

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + 1 + (size >> 1));
    }
    items[size++] = item;
  }

  /** Removes an item that is there; found at once when it is the last. */
  void remove(int item) {
    for (int i = size - 1; i >= 0; i--) {
      if (items[i] == item) {
        items[i] = items[--size];
        return;
      }
    }
    throw new IllegalStateException("no such item: " + item);
  }
}
