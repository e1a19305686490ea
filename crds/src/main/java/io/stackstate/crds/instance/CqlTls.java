package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** TLS to Cassandra. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CqlTls(
    @JsonPropertyDescription("Who signed its certificates. Absent: whoever the platform trusts.")
        CaSource caRef,
    @JsonPropertyDescription("Whether names in certificates are checked.") @Default("true")
        Boolean hostnameVerification) {}
