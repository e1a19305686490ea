package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The graph on a volume of the process that owns it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BerkeleyJeGraph(
    @JsonPropertyDescription("Its volume. Default: by the profile.") Storage storage,
    @JsonPropertyDescription(
            "Share of the heap that is its cache. Default: that of the platform, 15.")
        @Min(1)
        @Max(80)
        Integer cachePercent) {}
