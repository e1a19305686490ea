package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.stackstate.crds.KeyRef;

/** Where the value of an environment variable comes from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.secretKeyRef) != has(self.configMapKeyRef)",
    message = "give exactly one of secretKeyRef and configMapKeyRef")
public record EnvSource(
    @JsonPropertyDescription("A key of a Secret.") KeyRef secretKeyRef,
    @JsonPropertyDescription("A key of a ConfigMap.") KeyRef configMapKeyRef) {}
