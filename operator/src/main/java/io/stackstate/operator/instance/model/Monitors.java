package io.stackstate.operator.instance.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.stackstate.crds.instance.AlertRules;
import io.stackstate.crds.instance.Dashboards;
import io.stackstate.crds.instance.MetricsService;
import io.stackstate.crds.instance.Monitoring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an instance is watched by Prometheus and Grafana; resources of the Prometheus operator only
 * when it is there (deployment sheet, sections 10 and 12.11).
 */
final class Monitors {
  private static final String PROMETHEUS = "monitoring.coreos.com";
  private static final String SERVICE_MONITOR = "ServiceMonitor";
  private static final String PROMETHEUS_RULE = "PrometheusRule";

  private final Resolved instance;
  private final Monitoring settings;

  Monitors(Resolved instance) {
    this.instance = instance;
    this.settings = instance.spec().monitoring();
  }

  List<HasMetadata> objects() {
    List<HasMetadata> objects = new ArrayList<>();
    if (settings.serviceMonitor().enabled() && served(SERVICE_MONITOR)) {
      objects.add(serviceMonitor(settings.serviceMonitor()));
    }
    if (settings.prometheusRule().enabled() && served(PROMETHEUS_RULE)) {
      objects.add(prometheusRule(settings.prometheusRule()));
    }
    if (settings.dashboards().enabled()) {
      objects.add(dashboard(settings.dashboards()));
    }
    return objects;
  }

  /** What is asked for but waits for its CRD. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (settings.serviceMonitor().enabled() && !served(SERVICE_MONITOR)) {
      warnings.add(waits("serviceMonitor", SERVICE_MONITOR));
    }
    if (settings.prometheusRule().enabled() && !served(PROMETHEUS_RULE)) {
      warnings.add(waits("prometheusRule", PROMETHEUS_RULE));
    }
    return warnings;
  }

  private static String waits(String field, String kind) {
    return "spec.monitoring.%s: the cluster has no kind %s.%s yet; it is made when there is one"
        .formatted(field, kind, PROMETHEUS);
  }

  private boolean served(String kind) {
    return instance.facts().apis().apiVersion(PROMETHEUS, kind).isPresent();
  }

  private HasMetadata serviceMonitor(MetricsService own) {
    Map<String, Object> selector = new LinkedHashMap<>();
    selector.put("matchLabels", Labels.selector(instance.name()));
    selector.put(
        "matchExpressions",
        List.of(
            Map.of(
                "key",
                Labels.COMPONENT,
                "operator",
                "NotIn",
                "values",
                List.of(Component.ELASTICSEARCH.toString()))));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("selector", selector);
    spec.put(
        "endpoints",
        List.of(Map.of("port", "http", "path", "/metrics", "interval", own.interval())));
    return Foreign.resource(
        instance, PROMETHEUS, "v1", SERVICE_MONITOR, meta(instance.name(), own.labels()), spec);
  }

  private HasMetadata prometheusRule(AlertRules own) {
    return Foreign.resource(
        instance, PROMETHEUS, "v1", PROMETHEUS_RULE, meta(instance.name(), own.labels()), alerts());
  }

  private JsonNode alerts() {
    String text =
        resource("alerts.yaml")
            .replace("$NAMESPACE", instance.namespace())
            .replace("$INSTANCE", instance.name());
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("alerts.yaml is YAML", e);
    }
  }

  private HasMetadata dashboard(Dashboards own) {
    Map<String, String> labels =
        own.labels().isEmpty() ? Map.of("grafana_dashboard", "1") : own.labels();
    ObjectMeta meta = meta(instance.name("dashboard"), labels);
    if (own.folder() != null) {
      meta.setAnnotations(Map.of("grafana_folder", own.folder()));
    }
    return new ConfigMapBuilder()
        .withMetadata(meta)
        .withData(Map.of("stackstate-platform.json", resource("dashboard.json")))
        .build();
  }

  private ObjectMeta meta(String name, Map<String, String> more) {
    ObjectMeta meta = instance.meta(name);
    more.forEach(meta.getLabels()::putIfAbsent);
    return meta;
  }

  private static String resource(String name) {
    try (InputStream in = Monitors.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
