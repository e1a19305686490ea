package io.stackstate.stql;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The memory of walks, for the next walks: a bit for every component is too much to allocate each
 * time. As many are kept as walks ran at once. Safe for any number of threads.
 */
final class Walks {
  /** The one given back last, where nothing else was: cheaper to take than from the queue. */
  private final AtomicReference<VisitedSet> nearest = new AtomicReference<>();

  private final ConcurrentLinkedQueue<VisitedSet> idle = new ConcurrentLinkedQueue<>();

  /** An empty one. */
  VisitedSet borrow() {
    VisitedSet memory = nearest.getAndSet(null);
    if (memory == null) {
      memory = idle.poll();
    }
    return memory == null ? new VisitedSet() : memory;
  }

  void giveBack(VisitedSet memory) {
    memory.clear();
    if (!nearest.compareAndSet(null, memory)) {
      idle.add(memory);
    }
  }
}
