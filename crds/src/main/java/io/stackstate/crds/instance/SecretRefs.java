package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.stackstate.crds.KeyRef;

/** Secrets that are given instead of generated. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretRefs(
    @JsonPropertyDescription(
            "The key that agents send. Default: generated once, in <instance>-api-key.")
        KeyRef receiverApiKeyRef) {}
