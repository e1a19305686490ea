package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One workload. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentStatus(
    @Required @JsonPropertyDescription("Name of the object.") String name,
    @JsonPropertyDescription("Its kind.") String kind,
    @JsonPropertyDescription("Pods that there should be.") Integer desired,
    @JsonPropertyDescription("Pods that are ready.") Integer ready,
    @JsonPropertyDescription("Pods of the current template.") Integer updated,
    @JsonPropertyDescription("Image of the first container.") String image,
    @JsonPropertyDescription("What keeps it from being ready, for people.") @Size(max = 1024)
        String message) {}
