package io.stackstate.functions.runtime;

import io.stackstate.model.change.HealthState;
import java.util.Collection;

/**
 * {@code stateChangesRepository} of a synchronous propagation function (query sheet, section 7.8).
 */
public final class StateChangesRepository {
  private final StackElement.Source source;

  public StateChangesRepository(StackElement.Source source) {
    this.source = source;
  }

  /** How many of the elements have this propagated state. */
  public int getPropagatedHealthStateCount(
      Collection<StackElement> elements, PropagationState state) {
    int count = 0;
    for (StackElement element : elements) {
      if (propagated(element) == state) {
        count++;
      }
    }
    return count;
  }

  /**
   * The number of the most severe propagated state among the elements; that of UNKNOWN for none.
   */
  public int getHighestPropagatedHealthStateFromElements(Collection<StackElement> elements) {
    int highest = PropagationState.UNKNOWN.getIntValue();
    for (StackElement element : elements) {
      highest = Math.max(highest, propagated(element).getIntValue());
    }
    return highest;
  }

  public ElementState getState(StackElement element) {
    return new ElementState(of(source.health(element)), propagated(element));
  }

  private PropagationState propagated(StackElement element) {
    return of(source.propagatedHealth(element));
  }

  private static PropagationState of(HealthState state) {
    return PropagationState.valueOf(state.name());
  }
}
