package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The value of an input of a StackPack, by reference. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.secretKeyRef) != has(self.configMapKeyRef)",
    message = StackPackRules.ONE_KEY_REF)
public record StackPackInput(
    @Required @JsonPropertyDescription("Name of the input.") @Size(min = 1, max = 253) String input,
    @JsonPropertyDescription("The key of a Secret that holds the value.") KeyRef secretKeyRef,
    @JsonPropertyDescription("The key of a ConfigMap that holds the value.")
        KeyRef configMapKeyRef) {}
