package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Elasticsearch: the settings of the type that is chosen, and no others. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.type != 'External' || has(self.external)",
    message = "elasticsearch.external is required when elasticsearch.type is External")
@ValidationRule(
    value = "self.type == 'External' || !has(self.external)",
    message = "elasticsearch.external is only allowed when elasticsearch.type is External")
@ValidationRule(
    value = "self.type == 'ECK' || !has(self.eck)",
    message = "elasticsearch.eck is only allowed when elasticsearch.type is ECK")
@ValidationRule(
    value = "self.type == 'Embedded' || !has(self.embedded)",
    message = "elasticsearch.embedded is only allowed when elasticsearch.type is Embedded")
public record ElasticsearchSettings(
    @Required @JsonPropertyDescription("Where Elasticsearch comes from.") ElasticsearchType type,
    @JsonPropertyDescription("With type ECK.") EckElasticsearch eck,
    @JsonPropertyDescription("With type External.") ExternalElasticsearch external,
    @JsonPropertyDescription("With type Embedded.") EmbeddedElasticsearch embedded) {}
