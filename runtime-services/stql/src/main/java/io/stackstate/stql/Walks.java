package io.stackstate.stql;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The memory of walks, for the next walks: a bit for every component is too much to allocate each
 * time. As many are kept as walks ran at once. Safe for any number of threads.
 */
final class Walks {
  private final ConcurrentLinkedQueue<Memory> idle = new ConcurrentLinkedQueue<>();

  /** What one walk needs, empty. */
  static final class Memory {
    final VisitedSet visited = new VisitedSet();
    final VisitedSet expanded = new VisitedSet();

    private Memory() {}
  }

  Memory borrow() {
    Memory memory = idle.poll();
    return memory == null ? new Memory() : memory;
  }

  void giveBack(Memory memory) {
    memory.visited.clear();
    memory.expanded.clear();
    idle.add(memory);
  }
}
