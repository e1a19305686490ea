package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Settings by process. A name is allowed when the layout has that process. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Services(
    @JsonPropertyDescription("Takes in what agents send.") ServiceSettings receiver,
    @JsonPropertyDescription("Makes topology and health of it. One pod.")
        @ValidationRule(
            value = "!has(self.replicas) || self.replicas <= 1",
            message = "at most one replica: this service is the single writer of its data")
        @ValidationRule(
            value = "!has(self.autoscaling)",
            message = "no autoscaling: this service is the single writer of its data")
        ServiceSettings synchronization,
    @JsonPropertyDescription("Answers queries, serves the UI and owns StackGraph. One pod.")
        @ValidationRule(
            value = "!has(self.replicas) || self.replicas <= 1",
            message = "at most one replica: this service is the single writer of its data")
        @ValidationRule(
            value = "!has(self.autoscaling)",
            message = "no autoscaling: this service is the single writer of its data")
        ServiceSettings api,
    @JsonPropertyDescription("The embedded broker, with kafka.type Embedded. One pod.")
        @ValidationRule(
            value = "!has(self.replicas) || self.replicas <= 1",
            message = "at most one replica: this service is the single writer of its data")
        @ValidationRule(
            value = "!has(self.autoscaling)",
            message = "no autoscaling: this service is the single writer of its data")
        ServiceSettings kafka,
    @JsonPropertyDescription("All of it in one pod, with layout Monolith.")
        @ValidationRule(
            value = "!has(self.replicas) || self.replicas <= 1",
            message = "at most one replica: this service is the single writer of its data")
        @ValidationRule(
            value = "!has(self.autoscaling)",
            message = "no autoscaling: this service is the single writer of its data")
        ServiceSettings server) {}
