package io.stackstate.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stackstate.model.change.HealthState;

/**
 * The health of a view has changed.
 *
 * @param viewId the id of its settings node
 * @param viewIdentifier null when it has none
 * @param oldValue UNKNOWN, CLEAR, DEVIATING or CRITICAL, as is {@code newValue}
 */
public record ViewHealthStateChange(
    long viewId,
    @JsonInclude(JsonInclude.Include.NON_NULL) String viewIdentifier,
    String viewName,
    HealthState oldValue,
    HealthState newValue) {}
