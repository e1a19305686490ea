package io.stackstate.topology;

import io.stackstate.model.Json;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
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
  private static final int FAILED = 1 << 2 * SHIFT;

  /** Of more than so many, which one function that fails everywhere may cause, no text is kept. */
  private static final int MAX_ERRORS = 1_000;

  private static final String ONE_OF_MANY =
      "the propagation function failed; the texts of the first " + MAX_ERRORS + " are kept";

  private final Ordinals ordinals;
  private final PagedLongs states;

  /**
   * The records of the elements that fail, which are few, and of no others; they are decoded when
   * somebody asks.
   */
  private final PagedRefs<byte[]> failing;

  /** Why propagation failed, of the few elements where it did; replaced, never changed. */
  private Map<Long, String> errors;

  /** How many elements failed. */
  private int failed;

  HealthStates() {
    this(new Ordinals(), new PagedLongs(), new PagedRefs<>(), Map.of(), 0);
  }

  private HealthStates(
      Ordinals ordinals,
      PagedLongs states,
      PagedRefs<byte[]> failing,
      Map<Long, String> errors,
      int failed) {
    this.ordinals = ordinals;
    this.states = states;
    this.failing = failing;
    this.errors = errors;
    this.failed = failed;
  }

  /** The check states that make an element fail, the most severe first, then by their ids. */
  List<BoundCheckState> failingChecks(long id) {
    int ordinal = ordinals.ordinal(id);
    byte[] record = ordinal < 0 ? null : failing.get(ordinal);
    return record == null ? List.of() : failingChecks(record);
  }

  private static List<BoundCheckState> failingChecks(byte[] record) {
    try {
      return BoundCheckState.failing(Json.mapper().readValue(record, Health.class).checks());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null when there is none. */
  String propagationError(long id) {
    int ordinal = failed == 0 ? -1 : ordinals.ordinal(id);
    boolean isThere = ordinal >= 0 && (states.get(ordinal) & FAILED) != 0;
    return isThere ? errors.getOrDefault(id, ONE_OF_MANY) : null;
  }

  /** Keeps the text of an error; null when there is none. */
  private void text(long id, String error) {
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
    return ordinal < 0 ? HealthState.UNKNOWN : STATES[(int) states.get(ordinal) >>> SHIFT & MASK];
  }

  /**
   * @param record of an element whose fields tell of failing checks; null of all others
   */
  void put(long id, HealthFields fields, byte[] record) {
    int ordinal = ordinals.ordinal(id);
    if (ordinal < 0) {
      ordinal = ordinals.add(id);
    }
    note(id, ordinal, fields.propagationError());
    keep(ordinal, record);
    int flag = fields.propagationError() == null ? 0 : FAILED;
    states.set(ordinal, fields.own().ordinal() | fields.propagated().ordinal() << SHIFT | flag);
  }

  void remove(long id) {
    int ordinal = ordinals.ordinal(id);
    if (ordinal >= 0) {
      note(id, ordinal, null);
      keep(ordinal, null);
      ordinals.remove(ordinal);
      // The next one that has this ordinal has not failed.
      states.set(ordinal, 0);
    }
  }

  /** Leaves the pages of those that do not fail as they are, shared. */
  private void keep(int ordinal, byte[] record) {
    if (record != null || failing.get(ordinal) != null) {
      failing.set(ordinal, record);
    }
  }

  private void note(long id, int ordinal, String error) {
    boolean before = (states.get(ordinal) & FAILED) != 0;
    if (before || error != null) {
      failed += (error == null ? 0 : 1) - (before ? 1 : 0);
      text(id, error);
    }
  }

  /** A copy to be written on its own. */
  HealthStates copy() {
    return new HealthStates(ordinals.copy(), states.copy(), failing.copy(), errors, failed);
  }

  HealthStates freeze() {
    return new HealthStates(ordinals.freeze(), states.freeze(), failing.freeze(), errors, failed);
  }
}
