package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.stackstate.crds.instance.ElasticsearchType;
import io.stackstate.crds.instance.KafkaType;
import io.stackstate.crds.instance.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nothing may reach the pods of an instance, and they may reach nothing, but what the flows of the
 * platform need (deployment sheet, sections 6 and 12.3).
 */
final class NetworkPolicies {
  private static final int DNS = 53;

  private final Resolved instance;

  NetworkPolicies(Resolved instance) {
    this.instance = instance;
  }

  List<HasMetadata> objects() {
    Boolean wanted = instance.spec().networkPolicy().enabled();
    if (wanted == null ? !instance.highlyAvailable() : !wanted) {
      return List.of();
    }
    List<HasMetadata> policies = new ArrayList<>();
    policies.add(denyAll());
    if (instance.monolith()) {
      policies.add(platform(Component.SERVER, PlatformPod.HTTP_PORT, PlatformPod.RECEIVER_PORT));
    } else {
      policies.add(platform(Component.API, PlatformPod.HTTP_PORT));
      policies.add(platform(Component.RECEIVER, PlatformPod.HTTP_PORT, PlatformPod.RECEIVER_PORT));
      policies.add(platform(Component.SYNCHRONIZATION, PlatformPod.HTTP_PORT));
    }
    if (instance.has(KafkaType.Embedded) && !instance.monolith()) {
      policies.add(store(Component.KAFKA, PlatformPod.KAFKA_PORT));
    }
    if (instance.has(ElasticsearchType.Embedded)) {
      policies.add(store(Component.ELASTICSEARCH, 9200));
    }
    return policies;
  }

  private HasMetadata denyAll() {
    return new NetworkPolicyBuilder()
        .withMetadata(instance.meta(instance.name("default")))
        .withNewSpec()
        .withPodSelector(selector(Labels.selector(instance.name())))
        .withPolicyTypes("Ingress", "Egress")
        .withEgress(
            new NetworkPolicyEgressRuleBuilder()
                .withPorts(port("UDP", DNS), port("TCP", DNS))
                .build())
        .endSpec()
        .build();
  }

  /** Open to the namespace and to whom the spec names; reaches what the process is a client of. */
  private HasMetadata platform(Component component, int... ports) {
    List<NetworkPolicyPeer> from = new ArrayList<>();
    from.add(new NetworkPolicyPeerBuilder().withPodSelector(selector(Map.of())).build());
    instance.spec().networkPolicy().additionalIngressFrom().stream()
        .map(NetworkPolicies::peer)
        .forEach(from::add);
    List<NetworkPolicyEgressRule> egress = new ArrayList<>();
    egress.add(toPods(Labels.selector(instance.name())));
    egress.addAll(new NetworkTargets(instance).of(component));
    return policy(component, ingress(from, ports), egress);
  }

  /** Open to the pods of the instance only. */
  private HasMetadata store(Component component, int clientPort) {
    NetworkPolicyPeer pods =
        new NetworkPolicyPeerBuilder()
            .withPodSelector(selector(Labels.selector(instance.name())))
            .build();
    return policy(component, ingress(List.of(pods), clientPort), List.of());
  }

  private HasMetadata policy(
      Component component, NetworkPolicyIngressRule ingress, List<NetworkPolicyEgressRule> egress) {
    return new NetworkPolicyBuilder()
        .withMetadata(instance.meta(instance.name(component), component))
        .withNewSpec()
        .withPodSelector(selector(Labels.selector(instance.name(), component)))
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(ingress)
        .withEgress(egress)
        .endSpec()
        .build();
  }

  private static NetworkPolicyIngressRule ingress(List<NetworkPolicyPeer> from, int... ports) {
    NetworkPolicyIngressRuleBuilder rule = new NetworkPolicyIngressRuleBuilder().withFrom(from);
    for (int port : ports) {
      rule.addToPorts(port("TCP", port));
    }
    return rule.build();
  }

  private static NetworkPolicyEgressRule toPods(Map<String, String> labels) {
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(new NetworkPolicyPeerBuilder().withPodSelector(selector(labels)).build())
        .build();
  }

  private static NetworkPolicyPeer peer(Peer peer) {
    NetworkPolicyPeerBuilder built = new NetworkPolicyPeerBuilder();
    if (peer.cidr() != null) {
      return built.withNewIpBlock().withCidr(peer.cidr()).endIpBlock().build();
    }
    if (!peer.namespaceLabels().isEmpty()) {
      built.withNamespaceSelector(selector(peer.namespaceLabels()));
    }
    if (!peer.podLabels().isEmpty()) {
      built.withPodSelector(selector(peer.podLabels()));
    }
    return built.build();
  }

  static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(number))
        .build();
  }

  static LabelSelector selector(Map<String, String> labels) {
    return new LabelSelectorBuilder().withMatchLabels(labels).build();
  }
}
