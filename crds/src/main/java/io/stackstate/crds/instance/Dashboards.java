package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A ConfigMap with a dashboard of Grafana. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dashboards(
    @JsonPropertyDescription("Whether there is one.") @Default("false") Boolean enabled,
    @JsonPropertyDescription(
            "Labels that Grafana's sidecar selects it by. Default: " + "grafana_dashboard: \"1\".")
        @Size(max = 32)
        Map<String, String> labels,
    @JsonPropertyDescription("Folder in Grafana, as the annotation grafana_folder.")
        @Size(min = 1, max = 128)
        String folder) {}
