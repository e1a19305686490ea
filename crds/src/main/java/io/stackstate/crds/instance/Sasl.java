package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.stackstate.crds.KeyRef;

/** A password for Kafka. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sasl(
    @Required @JsonPropertyDescription("What it is sent with.") SaslMechanism mechanism,
    @Required @JsonPropertyDescription("User name.") KeyRef usernameRef,
    @Required @JsonPropertyDescription("Password.") KeyRef passwordRef) {}
