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
 */
public record Health(
    long id,
    HealthState own,
    HealthState propagated,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BoundCheckState> checks) {

  public Health {
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** The health of an element that nothing checks. */
  public Health(long id, HealthState own, HealthState propagated) {
    this(id, own, propagated, List.of());
  }
}
