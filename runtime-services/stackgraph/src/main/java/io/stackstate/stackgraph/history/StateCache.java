package io.stackstate.stackgraph.history;

import io.stackstate.topology.TopologySnapshot;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The states that were asked for last: few, and given up when memory is short. Thread-safe. */
final class StateCache {
  private final int size;
  private final Deque<SoftReference<State>> states = new ArrayDeque<>();

  StateCache(int size) {
    this.size = size;
  }

  /**
   * A state and the time during which it was the state.
   *
   * @param untilMillis when the next commit came; {@link Long#MAX_VALUE} when there was none
   */
  record State(TopologySnapshot folded, long commit, long fromMillis, long untilMillis) {

    boolean isAt(long timeMillis, long newestCommit) {
      boolean stillNewest = untilMillis != Long.MAX_VALUE || commit == newestCommit;
      return fromMillis <= timeMillis && timeMillis < untilMillis && stillNewest;
    }
  }

  synchronized Optional<State> find(long timeMillis, long newestCommit) {
    for (Iterator<SoftReference<State>> all = states.iterator(); all.hasNext(); ) {
      SoftReference<State> reference = all.next();
      State state = reference.get();
      if (state == null) {
        all.remove();
      } else if (state.isAt(timeMillis, newestCommit)) {
        all.remove();
        states.addFirst(reference);
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  synchronized void add(State state) {
    states.addFirst(new SoftReference<>(state));
    while (states.size() > size) {
      states.removeLast();
    }
  }
}
