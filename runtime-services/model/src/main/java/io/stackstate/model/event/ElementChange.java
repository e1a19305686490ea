package io.stackstate.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An element was created, updated or deleted: what it is called now, or was before it went.
 *
 * @param kind {@code component} or {@code relation}
 * @param name null for a relation without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ElementChange(String kind, String name, String type) {}
