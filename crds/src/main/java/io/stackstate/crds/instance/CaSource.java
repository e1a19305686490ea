package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.stackstate.crds.KeyRef;

/** A certificate authority in PEM. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.secret) != has(self.configMap)",
    message = "give exactly one of secret and configMap")
public record CaSource(
    @JsonPropertyDescription("A key of a Secret.") KeyRef secret,
    @JsonPropertyDescription("A key of a ConfigMap.") KeyRef configMap) {}
