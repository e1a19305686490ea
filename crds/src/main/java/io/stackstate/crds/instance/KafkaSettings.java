package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Kafka: the settings of the type that is chosen, and no others. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.type != 'External' || has(self.external)",
    message = "kafka.external is required when kafka.type is External")
@ValidationRule(
    value = "self.type == 'External' || !has(self.external)",
    message = "kafka.external is only allowed when kafka.type is External")
@ValidationRule(
    value = "self.type == 'Strimzi' || !has(self.strimzi)",
    message = "kafka.strimzi is only allowed when kafka.type is Strimzi")
@ValidationRule(
    value =
        "!has(self.topics) || self.topics.all(t, !(t.startsWith('sts_topo_') || "
            + "t.startsWith('sts_internal_') || "
            + "t in ['stackgraph_changes', 'stackstate_settings_journal']) || "
            + "!has(self.topics[t].partitions) || "
            + "self.topics[t].partitions == 1)",
    message =
        "kafka.topics: sts_topo_*, sts_internal_*, stackgraph_changes and "
            + "stackstate_settings_journal have one partition, because their order is "
            + "their meaning")
@ValidationRule(
    value = "self.type == 'Embedded' || !has(self.embedded)",
    message = "kafka.embedded is only allowed when kafka.type is Embedded")
public record KafkaSettings(
    @Required @JsonPropertyDescription("Where Kafka comes from. Immutable.") KafkaType type,
    @JsonPropertyDescription("With type Strimzi.") StrimziKafka strimzi,
    @JsonPropertyDescription("With type External.") ExternalKafka external,
    @JsonPropertyDescription("With type Embedded.") EmbeddedKafka embedded,
    @JsonPropertyDescription("Fixed topics that differ from the rules, by name.") @Size(max = 100)
        Map<String, TopicOverride> topics,
    @JsonPropertyDescription(
            "Whether the receiver makes the topic of a topology instance when its "
                + "first data arrives.")
        @Default("true")
        Boolean autoCreateTopologyTopics) {}
