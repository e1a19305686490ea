package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A cluster that the Strimzi operator runs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!self.adopt || !(has(self.version) || has(self.metadataVersion) || "
            + "has(self.nodePools) || has(self.config))",
    message =
        "adopt leaves the cluster as it is: version, metadataVersion, nodePools "
            + "and config are not allowed with it")
@ValidationRule(
    value =
        "has(self.clusterName) == has(oldSelf.clusterName) && "
            + "(!has(self.clusterName) || self.clusterName == oldSelf.clusterName)",
    message = "clusterName is immutable: the change log would be left behind")
public record StrimziKafka(
    @JsonPropertyDescription("Name of the Kafka resource. Default: <instance>-kafka. Immutable.")
        @Size(min = 1, max = 200)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String clusterName,
    @JsonPropertyDescription(
            "True uses a Kafka resource that is there, of which nothing is changed; "
                + "only topics and users are added. It needs the entity operator and an "
                + "internal listener on port 9093 with the chosen authentication, or on "
                + "9092 with None.")
        @Default("false")
        Boolean adopt,
    @JsonPropertyDescription("Version of Kafka. Default: that of the Strimzi operator.")
        @Size(min = 1, max = 32)
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+$")
        String version,
    @JsonPropertyDescription("Version of the metadata. Default: that of the Strimzi operator.")
        @Size(min = 1, max = 32)
        String metadataVersion,
    @JsonPropertyDescription(
            "Pools. Default: when mode is HA three controllers and three brokers, "
                + "otherwise one node that is both.")
        @Size(min = 1, max = 16)
        List<NodePool> nodePools,
    @JsonPropertyDescription("Settings of the brokers, over the generated ones.") @Size(max = 100)
        Map<String, String> config,
    @JsonPropertyDescription(
            "How the platform proves who it is; SCRAM and TLS make one KafkaUser per " + "service.")
        @Default("SCRAM")
        KafkaAuthentication authentication) {}
