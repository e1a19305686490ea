package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Whether a kind of output that writes to the cluster gets the rights for it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterOutput(
    @JsonPropertyDescription("True gives the pods that run event handlers a token and the rights.")
        @Default("false")
        Boolean enabled) {}
