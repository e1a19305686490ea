package io.stackstate.model.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;

/**
 * The health of a component or relation. An element without such a record is {@link
 * HealthState#UNKNOWN} in both.
 *
 * @param id of the element
 * @param checks the check states that are about it, in the order of their ids
 * @param propagationError why its propagation function gave no state: {@code propagated} is then
 *     UNKNOWN, and shown as PROPAGATION_ERROR (health sheet, section 1.1); null without error
 */
public record Health(
    long id,
    HealthState own,
    HealthState propagated,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BoundCheckState> checks,
    String propagationError) {

  public Health {
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** The health of an element whose propagation has not failed. */
  public Health(long id, HealthState own, HealthState propagated, List<BoundCheckState> checks) {
    this(id, own, propagated, checks, null);
  }

  /** The health of an element that nothing checks. */
  public Health(long id, HealthState own, HealthState propagated) {
    this(id, own, propagated, List.of());
  }
}
