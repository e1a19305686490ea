package io.stackstate.functions.runtime;

import io.stackstate.functions.runtime.StateConstants.PropagatedState;
import io.stackstate.model.change.HealthState;
import java.util.List;

/** {@code viewSummary} of a function that decides the health of a view (query sheet, 7.9). */
public final class ViewSummary {
  private final Source source;

  public ViewSummary(Source source) {
    this.source = source;
  }

  /** What is known of the elements of the view; asked while the function runs. */
  public interface Source {
    /** How many components have this own health. */
    long count(HealthState health);

    /** How many components and relations have this propagated health. */
    long countPropagated(HealthState health);

    /** All components and relations. */
    List<State> states();
  }

  public long countHealthState(HealthState state) {
    return source.count(state);
  }

  /** PROPAGATION_ERROR counts nothing: who failed counts as UNKNOWN. */
  public long countPropagatedHealthState(PropagatedState state) {
    return state == PropagatedState.PROPAGATION_ERROR
        ? 0
        : source.countPropagated(HealthState.valueOf(state.name()));
  }

  public List<State> getStates() {
    return source.states();
  }

  /**
   * A component or relation of the view.
   *
   * @param type the name of its type
   * @param layer null for a relation; {@code domain} likewise
   */
  public record State(
      long elementId,
      long stateId,
      String name,
      String layer,
      String domain,
      List<String> environments,
      List<String> labels,
      String type,
      HealthState healthState,
      PropagatedState propagatedHealthState) {

    public long getElementId() {
      return elementId;
    }

    public long getStateId() {
      return stateId;
    }

    public String getName() {
      return name;
    }

    public String getLayer() {
      return layer;
    }

    public String getDomain() {
      return domain;
    }

    public List<String> getEnvironments() {
      return environments;
    }

    public List<String> getLabels() {
      return labels;
    }

    public String getType() {
      return type;
    }

    public HealthState getHealthState() {
      return healthState;
    }

    public PropagatedState getPropagatedHealthState() {
      return propagatedHealthState;
    }
  }
}
