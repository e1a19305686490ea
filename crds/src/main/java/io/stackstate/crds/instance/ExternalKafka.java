package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A Kafka that others run; the platform makes its topics itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.securityProtocol.startsWith('SASL_') == has(self.sasl)",
    message =
        "sasl is required with securityProtocol SASL_PLAINTEXT and SASL_SSL, and "
            + "only allowed with them")
@ValidationRule(
    value = "!has(self.tls) || self.securityProtocol.endsWith('SSL')",
    message = "tls needs securityProtocol SSL or SASL_SSL")
public record ExternalKafka(
    @Required
        @JsonPropertyDescription("host:port, several with commas.")
        @Size(min = 3, max = 1024)
        @Pattern("^[^\\s:,]+:[0-9]+(,[^\\s:,]+:[0-9]+)*$")
        String bootstrapServers,
    @JsonPropertyDescription("How to connect.") @Default("PLAINTEXT")
        SecurityProtocol securityProtocol,
    @JsonPropertyDescription(
            "Whether the platform makes its fixed topics itself; otherwise they are "
                + "only waited for.")
        @Default("true")
        Boolean manageTopics,
    @JsonPropertyDescription("With securityProtocol SASL_PLAINTEXT or SASL_SSL.") Sasl sasl,
    @JsonPropertyDescription("With securityProtocol SSL or SASL_SSL.") KafkaTls tls) {}
