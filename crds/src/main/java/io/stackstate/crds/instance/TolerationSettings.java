package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** A taint that pods put up with, as in a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TolerationSettings(
    @JsonPropertyDescription("Key of the taint. Absent: all.") @Size(min = 1, max = 316) String key,
    @JsonPropertyDescription("How value is compared.") @Default("Equal")
        TolerationOperator operator,
    @JsonPropertyDescription("Value of the taint.") @Size(max = 63) String value,
    @JsonPropertyDescription("Effect of the taint. Absent: all.") TaintEffect effect,
    @JsonPropertyDescription("How long a NoExecute taint is put up with.") @Min(0)
        Long tolerationSeconds) {}
