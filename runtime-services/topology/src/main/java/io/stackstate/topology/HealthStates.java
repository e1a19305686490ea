package io.stackstate.topology;

import io.stackstate.model.change.HealthState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The newest health record of each id, whether the element is there or not: what the fold of the
 * log gives must depend on the last record of each key alone, or compaction would change it. One
 * writer; frozen copies are immutable.
 */
final class HealthStates {
  private static final HealthState[] STATES = HealthState.values();
  private static final int SHIFT = 8;
  private static final int MASK = (1 << SHIFT) - 1;

  /** Of more than so many, which one function that fails everywhere may cause, no text is kept. */
  private static final int MAX_ERRORS = 1_000;

  private final Ordinals ordinals;
  private final PagedLongs states;

  /** Why propagation failed, of the few elements where it did; replaced, never changed. */
  private Map<Long, String> errors;

  HealthStates() {
    this(new Ordinals(), new PagedLongs(), Map.of());
  }

  private HealthStates(Ordinals ordinals, PagedLongs states, Map<Long, String> errors) {
    this.ordinals = ordinals;
    this.states = states;
    this.errors = errors;
  }

  /** Null when there is none. */
  String propagationError(long id) {
    return errors.isEmpty() ? null : errors.get(id);
  }

  /**
   * @param error null when there is none
   */
  void propagationError(long id, String error) {
    if (!Objects.equals(errors.get(id), error)) {
      Map<Long, String> changed = new HashMap<>(errors);
      if (error == null) {
        changed.remove(id);
      } else if (changed.size() < MAX_ERRORS) {
        changed.put(id, error);
      }
      errors = changed;
    }
  }

  HealthState own(long id) {
    int ordinal = ordinals.ordinal(id);
    return ordinal < 0 ? HealthState.UNKNOWN : STATES[(int) states.get(ordinal) & MASK];
  }

  HealthState propagated(long id) {
    int ordinal = ordinals.ordinal(id);
    return ordinal < 0 ? HealthState.UNKNOWN : STATES[(int) states.get(ordinal) >>> SHIFT];
  }

  void put(long id, HealthState own, HealthState propagated) {
    int ordinal = ordinals.ordinal(id);
    if (ordinal < 0) {
      ordinal = ordinals.add(id);
    }
    states.set(ordinal, own.ordinal() | propagated.ordinal() << SHIFT);
  }

  void remove(long id) {
    int ordinal = ordinals.ordinal(id);
    if (ordinal >= 0) {
      ordinals.remove(ordinal);
    }
  }

  /** A copy to be written on its own. */
  HealthStates copy() {
    return new HealthStates(ordinals.copy(), states.copy(), errors);
  }

  HealthStates freeze() {
    return new HealthStates(ordinals.freeze(), states.freeze(), errors);
  }
}
