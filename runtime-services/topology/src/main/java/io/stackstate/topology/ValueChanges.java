package io.stackstate.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the values of one attribute became what they are in one frozen copy of their index, as a
 * chain back to a copy whose values were sorted: sorting starts when somebody asks, and costs from
 * then on what changes. Any thread.
 */
final class ValueChanges {
  /** Instead of a component: no component has the value any more. */
  static final int GONE = -2;

  /** Instead of a component: several have the value. */
  static final int SEVERAL = -1;

  /** With more changes than these it is as well to sort anew. */
  static final int MAX_CHANGES = 20_000;

  private final Map<String, Integer> changes;

  /** How many lie between this and what is sorted, at most. */
  private final int distance;

  /** Null when there is nothing to go back to, or no need. */
  private volatile ValueChanges previous;

  private volatile SortedValues sorted;

  /** With nothing before it. */
  ValueChanges() {
    this(null, Map.of(), 0);
  }

  private ValueChanges(ValueChanges previous, Map<String, Integer> changes, int distance) {
    this.previous = previous;
    this.changes = changes;
    this.distance = distance;
  }

  /**
   * What comes after these changes.
   *
   * @param more is kept, not to be changed any more
   */
  ValueChanges then(Map<String, Integer> more) {
    int further = (sorted == null ? distance : 0) + more.size();
    return further > MAX_CHANGES ? new ValueChanges() : new ValueChanges(this, more, further);
  }

  /**
   * @param anew gives all values, each with its component or {@link #SEVERAL}
   */
  SortedValues sorted(Supplier<Map<String, Integer>> anew) {
    SortedValues known = sorted;
    return known != null ? known : sort(anew);
  }

  private synchronized SortedValues sort(Supplier<Map<String, Integer>> anew) {
    if (sorted == null) {
      Deque<ValueChanges> since = new ArrayDeque<>();
      ValueChanges at = this;
      while (at != null && at.sorted == null) {
        since.push(at);
        at = at.previous;
      }
      if (at == null) {
        sorted = SortedValues.of(anew.get());
      } else {
        Map<String, Integer> all = new HashMap<>();
        since.forEach(later -> all.putAll(later.changes));
        sorted = at.sorted.with(all);
      }
      previous = null;
    }
    return sorted;
  }
}
