package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** An Elasticsearch that Elastic's operator runs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!self.adopt || !(has(self.version) || has(self.nodeSets))",
    message =
        "adopt leaves the cluster as it is: version and nodeSets are not allowed " + "with it")
@ValidationRule(
    value =
        "has(self.clusterName) == has(oldSelf.clusterName) && "
            + "(!has(self.clusterName) || self.clusterName == oldSelf.clusterName)",
    message = "clusterName is immutable: telemetry would be left behind")
public record EckElasticsearch(
    @JsonPropertyDescription("Name of the Elasticsearch resource. Default: <instance>. Immutable.")
        @Size(min = 1, max = 36)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String clusterName,
    @JsonPropertyDescription(
            "True uses an Elasticsearch resource that is there, of which nothing is " + "changed.")
        @Default("false")
        Boolean adopt,
    @JsonPropertyDescription("Version of Elasticsearch. Default: that of this release.")
        @Size(min = 1, max = 32)
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+$")
        String version,
    @JsonPropertyDescription("Nodes. Default: three, or one when mode is not HA.")
        @Size(min = 1, max = 16)
        List<EckNodeSet> nodeSets) {}
