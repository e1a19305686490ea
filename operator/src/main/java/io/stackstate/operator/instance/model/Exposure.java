package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.stackstate.crds.instance.Expose;
import io.stackstate.crds.instance.IngressSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an instance is reached from outside the cluster (deployment sheet, sections 4 and 12.3). */
final class Exposure {
  /** What agents may send at once, and how long a query may take to answer. */
  private static final Map<String, String> NGINX =
      Map.of(
          "nginx.ingress.kubernetes.io/proxy-body-size", "64m",
          "nginx.ingress.kubernetes.io/proxy-read-timeout", "600",
          "nginx.ingress.kubernetes.io/proxy-send-timeout", "600");

  private final Resolved instance;
  private final Expose expose;

  Exposure(Resolved instance) {
    this.instance = instance;
    this.expose = instance.spec().expose();
  }

  List<HasMetadata> objects() {
    if (expose.ingress() != null) {
      return List.of(ingress(expose.ingress()));
    }
    if (expose.route() != null) {
      return routes();
    }
    return expose.gateway() == null ? List.of() : gatewayRoutes();
  }

  private HasMetadata ingress(IngressSettings settings) {
    ObjectMeta meta = instance.meta(instance.name());
    Map<String, String> annotations = new LinkedHashMap<>(NGINX);
    annotations.putAll(settings.annotations());
    meta.setAnnotations(annotations);
    List<String> hosts = new ArrayList<>();
    hosts.add(hostOr(settings.host()));
    IngressBuilder ingress =
        new IngressBuilder()
            .withMetadata(meta)
            .withNewSpec()
            .withIngressClassName(settings.className())
            .endSpec();
    addRule(ingress, hosts.get(0), path(instance.name(), "http"));
    if (expose.receiverHost() != null) {
      hosts.add(expose.receiverHost());
      addRule(ingress, expose.receiverHost(), path(instance.name(Component.RECEIVER), "receiver"));
    }
    if (settings.tlsSecretName() != null) {
      ingress
          .editSpec()
          .addNewTl()
          .withHosts(hosts)
          .withSecretName(settings.tlsSecretName())
          .endTl()
          .endSpec();
    }
    return ingress.build();
  }

  private static void addRule(IngressBuilder ingress, String host, HTTPIngressPath path) {
    ingress
        .editSpec()
        .addNewRule()
        .withHost(host)
        .withNewHttp()
        .withPaths(path)
        .endHttp()
        .endRule()
        .endSpec();
  }

  private static HTTPIngressPath path(String service, String port) {
    return new HTTPIngressPathBuilder()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(service)
        .withNewPort()
        .withName(port)
        .endPort()
        .endService()
        .endBackend()
        .build();
  }

  private List<HasMetadata> routes() {
    List<HasMetadata> routes = new ArrayList<>();
    routes.add(route(instance.name(), hostOr(expose.route().host()), instance.name(), "http"));
    if (expose.receiverHost() != null) {
      String receiver = instance.name(Component.RECEIVER);
      routes.add(route(receiver, expose.receiverHost(), receiver, "receiver"));
    }
    return routes;
  }

  private HasMetadata route(String name, String host, String service, String port) {
    ObjectMeta meta = instance.meta(name);
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("haproxy.router.openshift.io/timeout", "600s");
    annotations.putAll(expose.route().annotations());
    meta.setAnnotations(annotations);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("host", host);
    spec.put("to", Map.of("kind", "Service", "name", service, "weight", 100));
    spec.put("port", Map.of("targetPort", port));
    spec.put("tls", Map.of("termination", "edge", "insecureEdgeTerminationPolicy", "Redirect"));
    spec.put("wildcardPolicy", "None");
    return Foreign.resource(instance, "route.openshift.io", "v1", "Route", meta, spec);
  }

  private List<HasMetadata> gatewayRoutes() {
    List<String> hostnames = expose.gateway().hostnames();
    List<HasMetadata> routes = new ArrayList<>();
    routes.add(
        httpRoute(
            instance.name(),
            hostnames.isEmpty() ? List.of(hostOr(null)) : hostnames,
            instance.name(),
            PlatformPod.HTTP_PORT));
    if (expose.receiverHost() != null) {
      String receiver = instance.name(Component.RECEIVER);
      routes.add(
          httpRoute(receiver, List.of(expose.receiverHost()), receiver, PlatformPod.RECEIVER_PORT));
    }
    return routes;
  }

  private HasMetadata httpRoute(String name, List<String> hosts, String service, int port) {
    List<Map<String, Object>> parents = new ArrayList<>();
    expose
        .gateway()
        .parentRefs()
        .forEach(
            gateway -> {
              Map<String, Object> parent = new LinkedHashMap<>();
              parent.put("group", "gateway.networking.k8s.io");
              parent.put("kind", "Gateway");
              parent.put("name", gateway.name());
              putIfGiven(parent, "namespace", gateway.namespace());
              putIfGiven(parent, "sectionName", gateway.sectionName());
              parents.add(parent);
            });
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("matches", List.of(Map.of("path", Map.of("type", "PathPrefix", "value", "/"))));
    rule.put(
        "backendRefs",
        List.of(
            Map.of("group", "", "kind", "Service", "name", service, "port", port, "weight", 1)));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("parentRefs", parents);
    spec.put("hostnames", hosts);
    spec.put("rules", List.of(rule));
    return Foreign.resource(
        instance, "gateway.networking.k8s.io", "v1", "HTTPRoute", instance.meta(name), spec);
  }

  private static void putIfGiven(Map<String, Object> map, String key, String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private String hostOr(String own) {
    return own == null ? URI.create(instance.spec().baseUrl()).getHost() : own;
  }
}
