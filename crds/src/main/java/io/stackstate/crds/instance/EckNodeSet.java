package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Nodes of one kind of an Elasticsearch. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EckNodeSet(
    @Required
        @JsonPropertyDescription("Name of the set.")
        @Size(min = 1, max = 23)
        @Pattern("^[a-zA-Z0-9][-a-zA-Z0-9]*$")
        String name,
    @Required @JsonPropertyDescription("Number of nodes.") @Min(1) @Max(100) Integer count,
    @Required @JsonPropertyDescription("Volume of each node.") Storage storage,
    @JsonPropertyDescription("Requests and limits of each node.") Resources resources) {}
