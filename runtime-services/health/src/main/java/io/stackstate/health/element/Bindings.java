package io.stackstate.health.element;

import io.stackstate.health.stream.StateKey;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All check states by the identifier that they name, whether such an element is there or not:
 * either side may come first. One thread.
 */
final class Bindings {
  private final Map<String, Map<StateKey, CheckState>> byIdentifier = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();

  void changed(StateKey key, CheckState before, CheckState after) {
    if (before != null && !names(after, before.topologyElementIdentifier())) {
      remove(key, before.topologyElementIdentifier());
    }
    if (after != null) {
      String identifier = after.topologyElementIdentifier();
      byIdentifier.computeIfAbsent(identifier, i -> new HashMap<>()).put(key, after);
      changed.add(identifier);
    }
  }

  private void remove(StateKey key, String identifier) {
    Map<StateKey, CheckState> states = byIdentifier.get(identifier);
    if (states != null && states.remove(key) != null) {
      changed.add(identifier);
      if (states.isEmpty()) {
        byIdentifier.remove(identifier);
      }
    }
  }

  private static boolean names(CheckState state, String identifier) {
    return state != null && state.topologyElementIdentifier().equals(identifier);
  }

  /** The identifiers whose states have changed since the last time. */
  List<String> takeChanged() {
    List<String> taken = List.copyOf(changed);
    changed.clear();
    return taken;
  }

  /** The states of an element with these identifiers, in the order of their ids. */
  List<BoundCheckState> of(Collection<String> identifiers) {
    List<BoundCheckState> bound = new ArrayList<>();
    for (String identifier : new LinkedHashSet<>(identifiers)) {
      byIdentifier
          .getOrDefault(identifier, Map.of())
          .forEach((key, state) -> bound.add(bind(key, state)));
    }
    bound.sort(Comparator.comparingLong(BoundCheckState::id));
    return bound;
  }

  private static BoundCheckState bind(StateKey key, CheckState state) {
    return new BoundCheckState(
        BoundCheckState.id(key.urn(), key.subStreamId(), key.checkStateId()),
        key.urn(),
        state.name(),
        state.health(),
        state.message(),
        state.since());
  }
}
