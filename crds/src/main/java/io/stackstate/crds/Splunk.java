package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A Splunk server. Its address is immutable: it is part of the identity of every element. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.url == oldSelf.url", message = IntegrationRules.URL_IMMUTABLE)
public record Splunk(
    @Required
        @JsonPropertyDescription(
            "Address of the management API, for example https://splunk.example.org:8089. Agents"
                + " that send for it must have the identical text as their url. Immutable.")
        @Size(min = 1, max = 512)
        @Pattern("^https?://\\S+$")
        String url,
    @JsonPropertyDescription(
            "Name of the instance, as people read it. Absent: that of the resource.")
        @Size(min = 1, max = 128)
        @Pattern("^\\S(.*\\S)?$")
        String name,
    @JsonPropertyDescription(
            "A Secret with the keys username and password, or token. Read by the collector.")
        ObjectRef secretRef) {}
