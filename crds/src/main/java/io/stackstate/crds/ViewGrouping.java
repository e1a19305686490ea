package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How the components of a view are grouped. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewGrouping(
    @JsonPropertyDescription("True groups components.") @Default("true") Boolean enabled,
    @JsonPropertyDescription("Fewer components than these are not grouped.")
        @Default("10")
        @Min(2)
        @Max(10000)
        Integer minimumSize,
    @JsonPropertyDescription("True keeps layers apart.") @Default("true") Boolean byLayer,
    @JsonPropertyDescription("True keeps domains apart.") @Default("true") Boolean byDomain,
    @JsonPropertyDescription("True keeps components with different relations apart.")
        @Default("false")
        Boolean byRelation) {}
