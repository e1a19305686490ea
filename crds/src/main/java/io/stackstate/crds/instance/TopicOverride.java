package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What one fixed topic has of its own. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(oldSelf.partitions) || (has(self.partitions) && self.partitions >= "
            + "oldSelf.partitions)",
    message = "partitions of a topic can only grow")
public record TopicOverride(
    @JsonPropertyDescription(
            "Number of partitions; never less than before. Topics whose order is "
                + "their meaning have one.")
        @Min(1)
        @Max(1000)
        Integer partitions,
    @JsonPropertyDescription(
            "On how many brokers each partition is kept. Default: by the number of brokers.")
        @Min(1)
        @Max(9)
        Integer replicationFactor,
    @JsonPropertyDescription(
            "Settings of the topic as Kafka spells them, over those of the platform.")
        @Size(max = 32)
        Map<String, String> config) {}
