package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** A PodDisruptionBudget. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.maxUnavailable) != has(self.minAvailable)",
    message = "give exactly one of maxUnavailable and minAvailable")
public record Disruption(
    @JsonPropertyDescription("Pods that may be away at a time.") @Min(0) @Max(100)
        Integer maxUnavailable,
    @JsonPropertyDescription("Pods that must stay.") @Min(0) @Max(100) Integer minAvailable) {}
