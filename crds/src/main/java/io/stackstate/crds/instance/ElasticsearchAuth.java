package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.stackstate.crds.KeyRef;

/** Credentials of Elasticsearch. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "has(self.usernameRef) == has(self.passwordRef) && has(self.usernameRef) "
            + "!= has(self.apiKeyRef)",
    message = "give usernameRef and passwordRef, or apiKeyRef alone")
public record ElasticsearchAuth(
    @JsonPropertyDescription("User name.") KeyRef usernameRef,
    @JsonPropertyDescription("Password.") KeyRef passwordRef,
    @JsonPropertyDescription("An API key, instead of both.") KeyRef apiKeyRef) {}
