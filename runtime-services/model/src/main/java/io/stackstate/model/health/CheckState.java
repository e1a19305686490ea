package io.stackstate.model.health;

import io.stackstate.model.change.HealthState;

/**
 * A synchronized check state.
 *
 * @param checkStateId unique in its sub stream
 * @param topologyElementIdentifier the identifier of the elements that it is about, compared
 *     exactly
 * @param message markdown; null when there is none
 * @param since when {@code health} last changed, epoch milliseconds
 */
public record CheckState(
    String checkStateId,
    String name,
    HealthState health,
    String topologyElementIdentifier,
    String message,
    long since) {}
