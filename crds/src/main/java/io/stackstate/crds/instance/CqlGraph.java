package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The graph in a keyspace of Cassandra. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.type != 'External' || has(self.external)",
    message = "graph.cql.external is required when graph.cql.type is External")
@ValidationRule(
    value = "self.type == 'External' || !has(self.external)",
    message = "graph.cql.external is only allowed when graph.cql.type is External")
@ValidationRule(
    value = "self.type == 'K8ssandra' || !has(self.k8ssandra)",
    message = "graph.cql.k8ssandra is only allowed when graph.cql.type is K8ssandra")
@ValidationRule(
    value = "self.keyspace == oldSelf.keyspace",
    message = "graph.cql.keyspace is immutable: the graph would be left behind")
@ValidationRule(
    value = "self.type == oldSelf.type",
    message = "graph.cql.type is immutable: the graph would be left behind")
public record CqlGraph(
    @Required @JsonPropertyDescription("Who runs Cassandra. Immutable.") CqlType type,
    @JsonPropertyDescription("Keyspace; made when it does not exist. Immutable.")
        @Size(min = 1, max = 48)
        @Pattern("^[a-zA-Z][a-zA-Z0-9_]*$")
        @Default("stackgraph")
        String keyspace,
    @JsonPropertyDescription("Data centre of the platform.")
        @Size(min = 1, max = 128)
        @Default("dc1")
        String localDatacenter,
    @JsonPropertyDescription(
            "Of a keyspace that is made. Default: three, or as many as there are nodes.")
        @Min(1)
        @Max(9)
        Integer replicationFactor,
    @JsonPropertyDescription("How many replicas answer reads.") @Default("LOCAL_QUORUM")
        Consistency readConsistency,
    @JsonPropertyDescription("How many replicas acknowledge writes.") @Default("LOCAL_QUORUM")
        Consistency writeConsistency,
    @JsonPropertyDescription("With type External.") ExternalCql external,
    @JsonPropertyDescription("With type K8ssandra.") K8ssandra k8ssandra) {}
