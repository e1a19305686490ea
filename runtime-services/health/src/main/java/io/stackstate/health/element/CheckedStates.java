package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import io.stackstate.model.health.BoundCheckState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The states of checks that came with elements, which are about that element and no other. They
 * count like the states of health streams. One thread.
 */
final class CheckedStates {
  private final LongObjectHashMap<List<BoundCheckState>> byElement = new LongObjectHashMap<>();
  private LongHashSet changed = new LongHashSet();

  void put(long element, BoundCheckState state) {
    List<BoundCheckState> states = others(element, state.id());
    states.add(state);
    byElement.put(element, states);
    changed.add(element);
  }

  void remove(long element, long check) {
    List<BoundCheckState> states = others(element, check);
    if (states.isEmpty()) {
      byElement.remove(element);
    } else {
      byElement.put(element, states);
    }
    changed.add(element);
  }

  private List<BoundCheckState> others(long element, long check) {
    List<BoundCheckState> others = new ArrayList<>();
    for (BoundCheckState state : byElement.getOrDefault(element, List.of())) {
      if (state.id() != check) {
        others.add(state);
      }
    }
    return others;
  }

  /** The elements whose states have changed since the last time. */
  LongHashSet takeChanged() {
    LongHashSet taken = changed;
    changed = new LongHashSet();
    return taken;
  }

  /** Those of an element together with the ones that are bound to it, in the order of their ids. */
  List<BoundCheckState> with(long element, List<BoundCheckState> bound) {
    List<BoundCheckState> states = byElement.get(element);
    if (states == null) {
      return bound;
    }
    List<BoundCheckState> all = new ArrayList<>(bound);
    all.addAll(states);
    all.sort(Comparator.comparingLong(BoundCheckState::id));
    return all;
  }
}
