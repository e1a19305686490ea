package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

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
    value = "self.type == 'Embedded' || !has(self.embedded)",
    message = "kafka.embedded is only allowed when kafka.type is Embedded")
public record KafkaSettings(
    @Required @JsonPropertyDescription("Where Kafka comes from. Immutable.") KafkaType type,
    @JsonPropertyDescription("With type Strimzi.") StrimziKafka strimzi,
    @JsonPropertyDescription("With type External.") ExternalKafka external,
    @JsonPropertyDescription("With type Embedded.") EmbeddedKafka embedded) {}
