package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A PrometheusRule of the Prometheus operator. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRules(
    @JsonPropertyDescription("Whether there is one, when its CRD is served.") @Default("false")
        Boolean enabled,
    @JsonPropertyDescription("Labels that Prometheus selects it by.") @Size(max = 32)
        Map<String, String> labels) {}
