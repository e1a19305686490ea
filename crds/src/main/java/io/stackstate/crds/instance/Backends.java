package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Back ends as observed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Backends(
    @JsonPropertyDescription("Kafka.") KafkaStatus kafka,
    @JsonPropertyDescription("Elasticsearch.") ElasticsearchStatus elasticsearch,
    @JsonPropertyDescription("StackGraph's store.") GraphStatus graph) {}
