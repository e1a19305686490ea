package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An environment variable, as in a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.value) != has(self.valueFrom)",
    message = "give exactly one of value and valueFrom")
public record EnvEntry(
    @Required
        @JsonPropertyDescription("Name of the variable.")
        @Size(min = 1, max = 253)
        @Pattern("^[-._a-zA-Z][-._a-zA-Z0-9]*$")
        String name,
    @JsonPropertyDescription("Its value.") @Size(min = 1, max = 8192) String value,
    @JsonPropertyDescription("Or where its value comes from.") EnvSource valueFrom) {}
