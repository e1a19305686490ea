package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** TLS to Kafka. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaTls(
    @JsonPropertyDescription(
            "Who signed the brokers' certificates. Absent: whoever the platform trusts.")
        CaSource caRef,
    @JsonPropertyDescription(
            "Secret of type kubernetes.io/tls with the platform's own certificate "
                + "and its key in PKCS#8.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        String clientCertificateSecret,
    @JsonPropertyDescription("Whether names in certificates are checked.") @Default("true")
        Boolean hostnameVerification) {}
