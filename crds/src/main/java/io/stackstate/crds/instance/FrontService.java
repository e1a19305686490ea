package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** The one Service of API, UI and receiver. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.loadBalancerSourceRanges) || self.type == 'LoadBalancer'",
    message = "loadBalancerSourceRanges needs type LoadBalancer")
public record FrontService(
    @JsonPropertyDescription("How it is reached.") @Default("ClusterIP") ServiceType type,
    @JsonPropertyDescription("Annotations, for example of a load balancer.") @Size(max = 64)
        Map<String, String> annotations,
    @JsonPropertyDescription("Networks that may reach a load balancer.") @Size(max = 64)
        List<String> loadBalancerSourceRanges) {}
