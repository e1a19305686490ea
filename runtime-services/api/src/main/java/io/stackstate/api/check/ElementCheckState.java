package io.stackstate.api.check;

import io.stackstate.model.health.BoundCheckState;

/**
 * A check state at an element.
 *
 * @param element the id of a component or relation
 */
public record ElementCheckState(long element, BoundCheckState state) {}
