package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** NetworkPolicies that deny what is not needed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkPolicySettings(
    @JsonPropertyDescription("Whether there are any. Default: true when mode is HA.")
        Boolean enabled,
    @JsonPropertyDescription(
            "Who, beside pods of this namespace, may reach the API and the receiver: "
                + "the ingress controller, agents, Prometheus.")
        @Size(max = 32)
        List<Peer> additionalIngressFrom) {}
