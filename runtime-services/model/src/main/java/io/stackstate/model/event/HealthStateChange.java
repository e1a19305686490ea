package io.stackstate.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;

/**
 * The own or the propagated health of an element has changed.
 *
 * @param elementId the component or relation
 * @param failingChecks of an own health: the check states that are not clear, the most severe first
 * @param stateChanges of a propagated health: the ids of the elements that the state came through,
 *     from its origin to this element, both included
 */
public record HealthStateChange(
    long elementId,
    HealthState oldValue,
    HealthState newValue,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FailingCheck> failingChecks,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> stateChanges) {

  public HealthStateChange {
    failingChecks = failingChecks == null ? List.of() : List.copyOf(failingChecks);
    stateChanges = stateChanges == null ? List.of() : List.copyOf(stateChanges);
  }

  /** Those check states that fail, the most severe first. */
  public static List<FailingCheck> failing(List<BoundCheckState> checks) {
    return BoundCheckState.failing(checks).stream()
        .map(c -> new FailingCheck(c.id(), c.name(), c.health(), c.stream(), c.message()))
        .toList();
  }

  /**
   * A check state that is not clear.
   *
   * @param id of the check state, see {@link io.stackstate.model.health.BoundCheckState}; 0 when it
   *     is not known
   * @param name what is wrong, or what is checked
   * @param stream the urn of the health stream that it comes from
   * @param message markdown; null when there is none
   */
  public record FailingCheck(
      long id,
      String name,
      HealthState health,
      String stream,
      @JsonInclude(JsonInclude.Include.NON_NULL) String message) {}
}
