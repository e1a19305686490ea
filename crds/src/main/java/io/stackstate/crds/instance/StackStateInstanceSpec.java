package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What a user asks for (deployment sheet, section 12). Defaults that are constant stand in the
 * schema; those that depend on mode and profile are documented with their field and computed by the
 * operator.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = InstanceRules.HA_GRAPH, message = InstanceRules.HA_GRAPH_MESSAGE)
@ValidationRule(value = InstanceRules.HA_KAFKA, message = InstanceRules.HA_KAFKA_MESSAGE)
@ValidationRule(
    value = InstanceRules.HA_ELASTICSEARCH,
    message = InstanceRules.HA_ELASTICSEARCH_MESSAGE)
@ValidationRule(value = InstanceRules.HA_LAYOUT, message = InstanceRules.HA_LAYOUT_MESSAGE)
@ValidationRule(value = InstanceRules.PROFILE, message = InstanceRules.PROFILE_MESSAGE)
@ValidationRule(
    value = InstanceRules.MONOLITH_SERVICES,
    message = InstanceRules.MONOLITH_SERVICES_MESSAGE)
@ValidationRule(
    value = InstanceRules.SPLIT_SERVICES,
    message = InstanceRules.SPLIT_SERVICES_MESSAGE)
@ValidationRule(value = InstanceRules.KAFKA_SERVICE, message = InstanceRules.KAFKA_SERVICE_MESSAGE)
@ValidationRule(value = InstanceRules.ONE_VOLUME, message = InstanceRules.ONE_VOLUME_MESSAGE)
@ValidationRule(value = InstanceRules.TOPICS_POLICY, message = InstanceRules.TOPICS_POLICY_MESSAGE)
@ValidationRule(value = InstanceRules.SAME_LAYOUT, message = InstanceRules.SAME_LAYOUT_MESSAGE)
@ValidationRule(value = InstanceRules.SAME_KAFKA, message = InstanceRules.SAME_KAFKA_MESSAGE)
@ValidationRule(value = InstanceRules.SAME_GRAPH, message = InstanceRules.SAME_GRAPH_MESSAGE)
public record StackStateInstanceSpec(
    @JsonPropertyDescription("Version of the platform. Default: that of the operator.")
        @Size(min = 1, max = 64)
        @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$")
        String version,
    @JsonPropertyDescription(
            "Trial: one pod and one Elasticsearch. NonHA: a pod for each process. "
                + "HA: nothing that one node takes away, where the process allows it; on "
                + "Kafka, Cassandra and Elasticsearch of their operators, or external.")
        @Default("NonHA")
        Mode mode,
    @JsonPropertyDescription(
            "Defaults of resources and volumes, by the number of nodes that are "
                + "observed. Default: trial, 10-nonha or 150-ha by mode.")
        Profile profile,
    @JsonPropertyDescription(
            "Split: a pod for each process. Monolith: all in one. Default: Monolith "
                + "when mode is Trial, otherwise Split. Immutable.")
        Layout layout,
    @Required
        @JsonPropertyDescription(
            "Address that people type; what is told to agents derives from it.")
        @Size(min = 8, max = 1024)
        @Pattern("^https?://[^\\s/?#]+(/[^\\s?#]*)?$")
        String baseUrl,
    @JsonPropertyDescription("Address that agents send to. Default: <baseUrl>/receiver.")
        @Size(min = 8, max = 1024)
        @Pattern("^https?://[^\\s/?#]+(/[^\\s?#]*)?$")
        String receiverBaseUrl,
    @JsonPropertyDescription(
            "True leaves all managed objects as they are; the status is still kept "
                + "up to date. The annotation stackstate.io/pause-reconciliation: \"true\" "
                + "does the same.")
        @Default("false")
        Boolean paused,
    @JsonPropertyDescription(
            "True scales everything that the operator runs itself to 0 and keeps data.")
        @Default("false")
        Boolean suspend,
    @JsonPropertyDescription(
            "What becomes of data when this resource is deleted. Default: all Retain.")
        DataPolicy deletionPolicy,
    @JsonPropertyDescription("Accepted and ignored.") License license,
    @JsonPropertyDescription("Where images come from.") Images images,
    @JsonPropertyDescription("Settings of all pods that the operator makes itself.")
        PodDefaults podDefaults,
    @JsonPropertyDescription("Annotations of the ServiceAccount of the pods.") @Size(max = 32)
        Map<String, String> serviceAccountAnnotations,
    @JsonPropertyDescription("How people and agents reach the platform.") Expose expose,
    @JsonPropertyDescription("Whom the platform trusts.") Tls tls,
    @JsonPropertyDescription("NetworkPolicies.") NetworkPolicySettings networkPolicy,
    @JsonPropertyDescription("Settings by process.") Services services,
    @JsonPropertyDescription("Kafka. Default: Strimzi when mode is HA, otherwise Embedded.")
        KafkaSettings kafka,
    @JsonPropertyDescription("StackGraph. Default: BerkeleyJE; required when mode is HA.")
        GraphSettings graph,
    @JsonPropertyDescription("Elasticsearch. Default: ECK when mode is HA, otherwise Embedded.")
        ElasticsearchSettings elasticsearch,
    @JsonPropertyDescription("Who may do what.") Auth auth,
    @JsonPropertyDescription("What event handlers may do in the cluster.") Automation automation,
    @JsonPropertyDescription("Secrets that are given instead of generated.") SecretRefs secrets,
    @JsonPropertyDescription("How the platform itself is observed.") Monitoring monitoring,
    @JsonPropertyDescription("What the platform logs.") Logging logging,
    @JsonPropertyDescription("How a new version is rolled out.") Upgrade upgrade,
    @JsonPropertyDescription(
            "Other namespaces whose Integrations, StackPacks, Settings and Views may name this instance in their instanceRef. The operator must watch them.")
        @Size(max = 64)
        List<String> contentNamespaces) {}
