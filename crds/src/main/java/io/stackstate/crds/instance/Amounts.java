package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;

/** Amounts of what a container uses. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Amounts(
    @JsonPropertyDescription("Processor time, for example 500m or 2.") Quantity cpu,
    @JsonPropertyDescription("Memory, for example 4Gi.") Quantity memory) {}
