package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.stackstate.crds.DeletionPolicy;

/** What becomes of data when the instance is deleted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataPolicy(
    @JsonPropertyDescription(
            "Volume claims of the platform, and clusters of Strimzi, ECK and "
                + "K8ssandra that were made for this instance: Retain leaves them running, "
                + "since none of them can be made anew on old volumes.")
        @Default("Retain")
        DeletionPolicy volumes,
    @JsonPropertyDescription("Generated Secrets: receiver API key, service token, passwords.")
        @Default("Retain")
        DeletionPolicy secrets,
    @JsonPropertyDescription("KafkaTopic resources in a Strimzi cluster that was adopted.")
        @Default("Retain")
        DeletionPolicy topics) {}
