package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Settings of one process of the platform. What is absent comes from the profile. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!(has(self.replicas) && has(self.autoscaling))",
    message = "give replicas or autoscaling, not both")
public record ServiceSettings(
    @JsonPropertyDescription(
            "Number of pods. Default: 1, of the receiver 2 when mode is HA. Not "
                + "together with autoscaling.")
        @Min(0)
        @Max(100)
        Integer replicas,
    @JsonPropertyDescription("Requests and limits of the container.") Resources resources,
    @JsonPropertyDescription("How the heap is computed from the memory limit.") Heap heap,
    @JsonPropertyDescription("Number of pods by load.") Autoscaling autoscaling,
    @JsonPropertyDescription(
            "How many pods may be away at a time when nodes are drained. Default: "
                + "maxUnavailable 1.")
        Disruption pdb,
    @JsonPropertyDescription("HOCON that is put over the generated configuration of this process.")
        @Size(min = 1, max = 65536)
        String config,
    @JsonPropertyDescription("Environment variables, over those of podDefaults.") @Size(max = 64)
        List<EnvEntry> env,
    @JsonPropertyDescription(
            "YAML of a partial pod template that is merged over the generated one: "
                + "objects by field, lists of named objects by name, other lists as a "
                + "whole.")
        @Size(min = 1, max = 32768)
        String podTemplate) {}
