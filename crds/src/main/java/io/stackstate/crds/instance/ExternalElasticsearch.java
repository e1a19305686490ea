package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An Elasticsearch that others run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExternalElasticsearch(
    @Required @JsonPropertyDescription("https://host:port of some nodes.") @Size(min = 1, max = 32)
        List<String> urls,
    @JsonPropertyDescription("Credentials. Absent: none.") ElasticsearchAuth auth,
    @JsonPropertyDescription("Who signed its certificates. Absent: whoever the platform trusts.")
        CaSource caRef) {}
