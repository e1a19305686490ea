package io.stackstate.api.check;

import io.stackstate.model.change.Health;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The check states at all elements as they are now. Thread-safe. */
public final class CheckBoard {
  private final Map<Long, List<BoundCheckState>> states = new ConcurrentHashMap<>();

  /** Takes what the change log says of the health of an element; null when it says no more. */
  public void apply(long element, Health health) {
    if (health == null || health.checks().isEmpty()) {
      states.remove(element);
    } else {
      states.put(element, health.checks());
    }
  }

  /** In the order of their ids. */
  List<BoundCheckState> of(long element) {
    return states.getOrDefault(element, List.of());
  }
}
