package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A ServiceMonitor of the Prometheus operator. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricsService(
    @JsonPropertyDescription("Whether there is one, when its CRD is served.") @Default("false")
        Boolean enabled,
    @JsonPropertyDescription("How often metrics are read.")
        @Size(min = 2, max = 12)
        @Pattern("^[1-9][0-9]{0,9}[smhdw]$")
        @Default("20s")
        String interval,
    @JsonPropertyDescription("Labels that Prometheus selects it by.") @Size(max = 32)
        Map<String, String> labels) {}
