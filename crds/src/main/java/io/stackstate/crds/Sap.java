package io.stackstate.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A SAP host. It is immutable: it is part of the identity of every element. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.host == oldSelf.host", message = IntegrationRules.HOST_IMMUTABLE)
public record Sap(
    @Required
        @JsonPropertyDescription("Name of the host, as Agents that send for it have it. Immutable.")
        @Size(min = 1, max = 253)
        @Pattern("^\\S+$")
        String host,
    @JsonPropertyDescription(
            "Address of SAP Host Control without a port. Absent: http:// and the host.")
        @Size(min = 1, max = 512)
        @Pattern("^https?://\\S+$")
        String url,
    @JsonPropertyDescription(
            "A Secret with the keys username and password, or tls.crt and tls.key. Read by the"
                + " collector.")
        ObjectRef secretRef) {}
