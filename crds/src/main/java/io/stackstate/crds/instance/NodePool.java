package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A KafkaNodePool. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodePool(
    @Required
        @JsonPropertyDescription("Name of the pool.")
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String name,
    @Required @JsonPropertyDescription("What its nodes do.") @Size(min = 1, max = 2)
        List<NodePoolRole> roles,
    @Required @JsonPropertyDescription("Number of nodes.") @Min(1) @Max(100) Integer replicas,
    @Required @JsonPropertyDescription("Volume of each node.") Storage storage,
    @JsonPropertyDescription("Requests and limits of each node.") Resources resources) {}
