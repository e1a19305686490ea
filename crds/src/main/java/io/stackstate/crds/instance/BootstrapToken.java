package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.stackstate.crds.KeyRef;

/** The service token with all rights that the operator itself uses. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BootstrapToken(
    @Required
        @JsonPropertyDescription("The token. Default: generated once, in <instance>-service-token.")
        KeyRef tokenSecretRef) {}
