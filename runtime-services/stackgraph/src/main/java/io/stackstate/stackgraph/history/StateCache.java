package io.stackstate.stackgraph.history;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * States of the past, those that were used last: as many as the memory for them holds, and given up
 * when memory is short. Thread-safe.
 */
final class StateCache {
  private final long maxBytes;

  /** The one that was used last comes first. */
  private final Deque<Entry> entries = new ArrayDeque<>();

  private long bytes;

  private record Entry(SoftReference<PastState> state, long bytes) {}

  StateCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The state at an instant. */
  synchronized Optional<PastState> at(long timeMillis, long newestCommit) {
    return used(states().filter(state -> state.isAt(timeMillis, newestCommit)).findFirst());
  }

  /** The latest state that is not after an instant, nor before a commit. */
  synchronized Optional<PastState> before(long timeMillis, long firstCommit) {
    return used(
        states()
            .filter(state -> state.fromMillis() <= timeMillis && state.commit() >= firstCommit)
            .max(Comparator.comparingLong(PastState::commit)));
  }

  /** The earliest state that is after an instant. */
  synchronized Optional<PastState> after(long timeMillis) {
    return states()
        .filter(state -> state.fromMillis() > timeMillis)
        .min(Comparator.comparingLong(PastState::commit));
  }

  /**
   * Follows the states from one on, as long as there is not more than some number of commits from
   * one to the next.
   *
   * @return the last of them
   */
  synchronized PastState lastOfChain(PastState first, long gap) {
    PastState last = first;
    Iterator<PastState> later =
        states()
            .filter(state -> state.commit() > first.commit())
            .sorted(Comparator.comparingLong(PastState::commit))
            .iterator();
    while (later.hasNext()) {
      PastState next = later.next();
      if (next.commit() - last.commit() > gap) {
        return last;
      }
      last = next;
    }
    return last;
  }

  /** The memory for all states. */
  long maxBytes() {
    return maxBytes;
  }

  /** Adds a state; one after the same commit, of which less may be known, goes. */
  synchronized void add(PastState state) {
    removeIf(other -> other.commit() == state.commit());
    entries.addFirst(new Entry(new SoftReference<>(state), state.bytes()));
    bytes += state.bytes();
    while (bytes > maxBytes && entries.size() > 1) {
      bytes -= entries.removeLast().bytes();
    }
  }

  /** Moves a state to the front: it is the last to be given up. */
  private Optional<PastState> used(Optional<PastState> state) {
    for (Iterator<Entry> all = entries.iterator(); state.isPresent() && all.hasNext(); ) {
      Entry entry = all.next();
      if (entry.state().get() == state.get()) {
        all.remove();
        entries.addFirst(entry);
        return state;
      }
    }
    return state;
  }

  private Stream<PastState> states() {
    return entries.stream().map(entry -> entry.state().get()).filter(Objects::nonNull);
  }

  private interface Condition {
    boolean holds(PastState state);
  }

  private void removeIf(Condition condition) {
    for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      PastState state = entry.state().get();
      if (state == null || condition.holds(state)) {
        all.remove();
        bytes -= entry.bytes();
      }
    }
  }
}
