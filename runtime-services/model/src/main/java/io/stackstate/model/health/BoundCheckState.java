package io.stackstate.model.health;

import io.stackstate.model.change.HealthState;

/**
 * A check state as it stands at an element.
 *
 * @param id deterministic, see {@code ElementId}
 * @param stream the urn of the health stream that it comes from
 * @param message markdown; null when there is none
 * @param since when {@code health} last changed, epoch milliseconds
 */
public record BoundCheckState(
    long id, String stream, String name, HealthState health, String message, long since) {}
