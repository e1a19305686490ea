package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Versions of the platform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionStatus(
    @JsonPropertyDescription("The version that runs.") String current,
    @JsonPropertyDescription("The version that is being rolled out. Absent: none.") String target,
    @JsonPropertyDescription("The version before the current one.") String previous,
    @JsonPropertyDescription("When the current version was reached; RFC 3339, UTC.")
        String migratedAt) {}
