package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Tables of components and relations. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StaticTopology(
    @Required
        @JsonPropertyDescription(
            "Key of a ConfigMap with the table of components, CSV with a header.")
        KeyRef components,
    @JsonPropertyDescription("Key of a ConfigMap with the table of relations, CSV with a header.")
        KeyRef relations,
    @JsonPropertyDescription("What stands between two columns.")
        @Size(min = 1, max = 1)
        @Pattern("^[,;|]$")
        String delimiter) {}
