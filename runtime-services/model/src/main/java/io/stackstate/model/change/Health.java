package io.stackstate.model.change;

/**
 * The health of a component or relation. An element without such a record is {@link
 * HealthState#UNKNOWN} in both.
 *
 * @param id of the element
 */
public record Health(long id, HealthState own, HealthState propagated) {}
