package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One broker that comes with the platform; for evaluation and small sites. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbeddedKafka(
    @JsonPropertyDescription(
            "Its volume. Default: by the profile. Not with layout Monolith and "
                + "graph.backend BerkeleyJE, where graph.berkeleyje.storage holds both.")
        Storage storage) {}
