package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Who may connect: pods by labels of their namespace and their own, or a network. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.cidr) != (has(self.namespaceLabels) || has(self.podLabels))",
    message = "give either cidr, or namespaceLabels and podLabels or one of them")
public record Peer(
    @JsonPropertyDescription("Labels of the namespace.") @Size(max = 16)
        Map<String, String> namespaceLabels,
    @JsonPropertyDescription("Labels of the pod.") @Size(max = 16) Map<String, String> podLabels,
    @JsonPropertyDescription("A network, for example 10.0.0.0/8.") @Size(min = 1, max = 64)
        String cidr) {}
