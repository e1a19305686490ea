package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** Settings of all pods that the operator makes itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodDefaults(
    @JsonPropertyDescription("Labels of the pods.") @Size(max = 32) Map<String, String> labels,
    @JsonPropertyDescription("Annotations of the pods.") @Size(max = 32)
        Map<String, String> annotations,
    @JsonPropertyDescription("Labels that a node must have.") @Size(max = 32)
        Map<String, String> nodeSelector,
    @JsonPropertyDescription("Taints that the pods put up with.") @Size(max = 32)
        List<TolerationSettings> tolerations,
    @JsonPropertyDescription(
            "Whether pods of one service may share a node. Default: Required when "
                + "mode is HA, otherwise Preferred.")
        AntiAffinity hostAntiAffinity,
    @JsonPropertyDescription("PriorityClass of the pods.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String priorityClassName,
    @JsonPropertyDescription("RuntimeClass of the pods.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String runtimeClassName,
    @JsonPropertyDescription("How long a pod may take to stop in order.")
        @Min(10)
        @Max(3600)
        @Default("90")
        Long terminationGracePeriodSeconds,
    @JsonPropertyDescription("Environment variables of all processes of the platform.")
        @Size(max = 64)
        List<EnvEntry> env,
    @JsonPropertyDescription(
            "YAML of a partial pod template that is merged over the generated ones "
                + "before the podTemplate of a service.")
        @Size(min = 1, max = 32768)
        String podTemplate) {}
