package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Kafka as observed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaStatus(
    @JsonPropertyDescription("Where it comes from.") String type,
    @JsonPropertyDescription("Its version, where known.") String version,
    @JsonPropertyDescription("Where clients find it.") String bootstrap,
    @JsonPropertyDescription("Whether it can be used.") Boolean ready,
    @JsonPropertyDescription("Number of brokers, where known.") Integer brokers) {}
