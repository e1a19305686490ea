package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.stackstate.crds.instance.CqlType;
import io.stackstate.crds.instance.ElasticsearchType;
import io.stackstate.crds.instance.KafkaType;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Back ends outside the instance that a process connects to: pods of other operators by their
 * labels, and the ports of external ones wherever they are.
 */
final class NetworkTargets {
  /** Where event handlers send to: HTTP, HTTPS and mail. */
  private static final List<Integer> OUTPUTS = List.of(25, 80, 443, 465, 587);

  /** Of the Service, and behind it. */
  private static final List<Integer> API_SERVER = List.of(443, 6443);

  private final Resolved instance;

  NetworkTargets(Resolved instance) {
    this.instance = instance;
  }

  List<NetworkPolicyEgressRule> of(Component component) {
    List<NetworkPolicyEgressRule> rules = new ArrayList<>(kafka());
    PlatformService service = PlatformService.of(instance, component);
    if (service.elasticsearchClient()) {
      rules.addAll(elasticsearch());
    }
    if (service.graphOwner()) {
      rules.addAll(cassandra());
    }
    if (service.roles().contains("automation")) {
      rules.add(anywhere(OUTPUTS));
    }
    if (callsApiServer(service)) {
      rules.add(anywhere(API_SERVER));
    }
    return rules;
  }

  private boolean callsApiServer(PlatformService service) {
    return service.graphOwner() && KubernetesWiring.wanted(instance)
        || service.roles().contains("automation") && OutputRights.wanted(instance);
  }

  private List<NetworkPolicyEgressRule> kafka() {
    if (instance.has(KafkaType.Strimzi)) {
      int port = StrimziCluster.port(instance.spec().kafka().strimzi().authentication());
      return List.of(
          pods(Map.of(StrimziCluster.CLUSTER_LABEL, StrimziCluster.name(instance)), port));
    }
    if (instance.has(KafkaType.External)) {
      TreeSet<Integer> ports = new TreeSet<>();
      for (String server : instance.spec().kafka().external().bootstrapServers().split(",")) {
        ports.add(Integer.valueOf(server.substring(server.lastIndexOf(':') + 1)));
      }
      return List.of(anywhere(ports));
    }
    return List.of();
  }

  private List<NetworkPolicyEgressRule> elasticsearch() {
    if (instance.has(ElasticsearchType.ECK)) {
      return List.of(
          pods(
              Map.of("elasticsearch.k8s.elastic.co/cluster-name", EckCluster.name(instance)),
              9200));
    }
    if (instance.has(ElasticsearchType.External)) {
      TreeSet<Integer> ports = new TreeSet<>();
      instance.spec().elasticsearch().external().urls().stream()
          .map(NetworkTargets::port)
          .forEach(ports::add);
      return List.of(anywhere(ports));
    }
    return List.of();
  }

  private List<NetworkPolicyEgressRule> cassandra() {
    if (instance.has(CqlType.K8ssandra)) {
      String datacenter = instance.spec().graph().cql().localDatacenter();
      return List.of(pods(Map.of("cassandra.datastax.com/datacenter", datacenter), 9042));
    }
    if (instance.has(CqlType.External)) {
      return List.of(anywhere(List.of(instance.spec().graph().cql().external().port())));
    }
    return List.of();
  }

  private static int port(String url) {
    URI uri = URI.create(url);
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static NetworkPolicyEgressRule pods(Map<String, String> labels, int port) {
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(
            new NetworkPolicyPeerBuilder()
                .withPodSelector(NetworkPolicies.selector(labels))
                .build())
        .withPorts(NetworkPolicies.port("TCP", port))
        .build();
  }

  private static NetworkPolicyEgressRule anywhere(Collection<Integer> ports) {
    return new NetworkPolicyEgressRuleBuilder()
        .withPorts(ports.stream().map(port -> NetworkPolicies.port("TCP", port)).toList())
        .build();
  }
}
