package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** HTTPRoutes of the Gateway API. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewaySettings(
    @Required @JsonPropertyDescription("Gateways.") @Size(min = 1, max = 16)
        List<GatewayParent> parentRefs,
    @JsonPropertyDescription("Host names. Default: that of baseUrl.") @Size(max = 16)
        List<String> hostnames) {}
