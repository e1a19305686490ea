package io.stackstate.health.check;

import io.stackstate.model.health.BoundCheckState;

/**
 * The state of a check of an element came, changed or went.
 *
 * @param state null when it went
 */
public record CheckChange(long element, long check, BoundCheckState state) {}
