package io.stackstate.topology;

import io.stackstate.model.change.HealthState;

/**
 * The newest health record of each id, whether the element is there or not: what the fold of the
 * log gives must depend on the last record of each key alone, or compaction would change it. One
 * writer; frozen copies are immutable.
 */
final class HealthStates {
  private static final HealthState[] STATES = HealthState.values();
  private static final int SHIFT = 8;
  private static final int MASK = (1 << SHIFT) - 1;

  private final Ordinals ordinals;
  private final PagedLongs states;

  HealthStates() {
    this(new Ordinals(), new PagedLongs());
  }

  private HealthStates(Ordinals ordinals, PagedLongs states) {
    this.ordinals = ordinals;
    this.states = states;
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
    return new HealthStates(ordinals.copy(), states.copy());
  }

  HealthStates freeze() {
    return new HealthStates(ordinals.freeze(), states.freeze());
  }
}
