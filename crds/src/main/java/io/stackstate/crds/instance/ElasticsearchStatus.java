package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Elasticsearch as observed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ElasticsearchStatus(
    @JsonPropertyDescription("Where it comes from.") String type,
    @JsonPropertyDescription("Its version, where known.") String version,
    @JsonPropertyDescription("green, yellow, red, where known.") String health,
    @JsonPropertyDescription("Whether it can be used.") Boolean ready) {}
