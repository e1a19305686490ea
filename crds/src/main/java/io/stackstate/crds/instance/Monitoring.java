package io.stackstate.crds.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** How the platform itself is observed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Monitoring(
    @JsonPropertyDescription(
            "Whether pods have the annotations prometheus.io/scrape, port and path.")
        @Default("true")
        Boolean scrapeAnnotations,
    @JsonPropertyDescription("A ServiceMonitor.") MetricsService serviceMonitor,
    @JsonPropertyDescription("Alerts.") AlertRules prometheusRule,
    @JsonPropertyDescription("A dashboard.") Dashboards dashboards) {}
