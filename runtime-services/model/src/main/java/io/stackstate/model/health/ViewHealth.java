package io.stackstate.model.health;

import io.stackstate.model.change.HealthState;

/**
 * A record value of {@code sts_internal_view_health}; the key is the id of the view. A view without
 * one has no health: it is switched off, or not looked at yet.
 *
 * @param state UNKNOWN, CLEAR, DEVIATING or CRITICAL
 * @param since when it became so, epoch milliseconds
 * @param error why the state is not known; null when it is
 */
public record ViewHealth(long viewId, HealthState state, long since, String error) {}
