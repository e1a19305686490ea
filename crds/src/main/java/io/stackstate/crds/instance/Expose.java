package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How people and agents reach the platform. Without any of it: a Service to forward a port to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "(has(self.ingress) ? 1 : 0) + (has(self.route) ? 1 : 0) + "
            + "(has(self.gateway) ? 1 : 0) <= 1",
    message = "give at most one of ingress, route and gateway")
@ValidationRule(
    value =
        "!has(self.receiverHost) || has(self.ingress) || has(self.route) || " + "has(self.gateway)",
    message = "receiverHost needs ingress, route or gateway")
public record Expose(
    @JsonPropertyDescription("An Ingress.") IngressSettings ingress,
    @JsonPropertyDescription("An OpenShift Route.") RouteSettings route,
    @JsonPropertyDescription("HTTPRoutes of the Gateway API.") GatewaySettings gateway,
    @JsonPropertyDescription("The Service itself.") FrontService service,
    @JsonPropertyDescription("A second host name that reaches the receiver only.")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9*]([-a-z0-9.]*[a-z0-9])?$")
        String receiverHost) {}
