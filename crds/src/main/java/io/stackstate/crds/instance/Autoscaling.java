package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A HorizontalPodAutoscaler on processor time. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.maxReplicas >= self.minReplicas",
    message = "maxReplicas must be at least minReplicas")
public record Autoscaling(
    @Required @JsonPropertyDescription("Fewest pods.") @Min(1) @Max(100) Integer minReplicas,
    @Required @JsonPropertyDescription("Most pods.") @Min(1) @Max(100) Integer maxReplicas,
    @JsonPropertyDescription("Processor time to aim at, in percent of what is requested.")
        @Min(10)
        @Max(100)
        @Default("70")
        Integer targetCPU) {}
