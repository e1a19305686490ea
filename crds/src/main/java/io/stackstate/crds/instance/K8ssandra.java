package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A CassandraDatacenter that the cass-operator runs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "has(self.clusterName) == has(oldSelf.clusterName) && "
            + "(!has(self.clusterName) || self.clusterName == oldSelf.clusterName)",
    message = "clusterName is immutable: the graph would be left behind")
public record K8ssandra(
    @JsonPropertyDescription("Name of the cluster. Default: <instance>. Immutable.")
        @Size(min = 1, max = 200)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String clusterName,
    @JsonPropertyDescription("Version of Cassandra.")
        @Size(min = 1, max = 32)
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+$")
        @Default("4.1.8")
        String serverVersion,
    @JsonPropertyDescription("Number of nodes.") @Min(1) @Max(100) @Default("3") Integer size,
    @JsonPropertyDescription("Names of racks, over which the nodes are spread.") @Size(max = 16)
        List<String> racks,
    @JsonPropertyDescription("Volume of each node. Default: 100Gi.") Storage storage,
    @JsonPropertyDescription("Requests and limits of each node.") Resources resources) {}
