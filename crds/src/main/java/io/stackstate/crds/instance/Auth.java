package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Who may do what. Users and roles follow with log-in. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Auth(
    @JsonPropertyDescription("Service tokens.") ServiceTokens serviceTokens,
    @JsonPropertyDescription("Service accounts of the cluster.") KubernetesAuth kubernetes) {}
