package io.stackstate.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The version of a component is another one; null when it has, or had, none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionChange(String oldVersion, String newVersion) {}
