package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** One node that comes with the platform; for evaluation and small sites. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbeddedElasticsearch(
    @JsonPropertyDescription("Whole name of its image. Default: that of this release.")
        @Size(min = 1, max = 512)
        String image,
    @JsonPropertyDescription("Its volume. Default: by the profile.") Storage storage,
    @JsonPropertyDescription("Requests and limits. Default: by the profile.") Resources resources,
    @JsonPropertyDescription("Heap, for example 1g. Default: half of the memory limit.")
        @Size(min = 2, max = 16)
        @Pattern("^[0-9]+[kmgKMG]$")
        String heap,
    @JsonPropertyDescription(
            "YAML of a partial pod template that is merged over the generated one.")
        @Size(min = 1, max = 32768)
        String podTemplate) {}
