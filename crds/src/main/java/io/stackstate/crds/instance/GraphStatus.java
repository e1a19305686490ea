package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** StackGraph's store as observed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GraphStatus(
    @JsonPropertyDescription("What it is.") String backend,
    @JsonPropertyDescription("Keyspace of Cassandra.") String keyspace,
    @JsonPropertyDescription("Whether it can be used.") Boolean ready) {}
