package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;

/**
 * Who may talk to whom under NetworkPolicies, as Kubernetes defines it: a pod that no policy of a
 * direction selects may do everything in it, every other one what any of them allows. A connection
 * needs both sides.
 */
record Network(List<NetworkPolicy> policies) {

  /**
   * One end of a connection.
   *
   * @param address of what is no pod; null for a pod
   */
  record End(
      String namespace,
      Map<String, String> namespaceLabels,
      Map<String, String> labels,
      String address) {
    static End pod(String namespace, Map<String, String> labels) {
      return new End(namespace, Map.of("kubernetes.io/metadata.name", namespace), labels, null);
    }

    static End outside(String address) {
      return new End(null, Map.of(), Map.of(), address);
    }
  }

  boolean allows(End from, End to, String protocol, int port) {
    return egress(from, to, protocol, port) && ingress(from, to, protocol, port);
  }

  private boolean egress(End from, End to, String protocol, int port) {
    List<NetworkPolicy> own = selecting(from, "Egress");
    return own.isEmpty()
        || own.stream()
            .anyMatch(
                policy ->
                    policy.getSpec().getEgress().stream()
                        .anyMatch(
                            rule ->
                                peer(policy, rule.getTo(), to)
                                    && port(rule.getPorts(), protocol, port)));
  }

  private boolean ingress(End from, End to, String protocol, int port) {
    List<NetworkPolicy> own = selecting(to, "Ingress");
    return own.isEmpty()
        || own.stream()
            .anyMatch(
                policy ->
                    policy.getSpec().getIngress().stream()
                        .anyMatch(
                            rule ->
                                peer(policy, rule.getFrom(), from)
                                    && port(rule.getPorts(), protocol, port)));
  }

  private List<NetworkPolicy> selecting(End end, String direction) {
    return policies.stream()
        .filter(policy -> policy.getMetadata().getNamespace().equals(end.namespace()))
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
        .filter(policy -> selects(policy.getSpec().getPodSelector(), end.labels()))
        .toList();
  }

  /** No peers are all peers. */
  private static boolean peer(NetworkPolicy policy, List<NetworkPolicyPeer> peers, End end) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> matches(policy, peer, end));
  }

  private static boolean matches(NetworkPolicy policy, NetworkPolicyPeer peer, End end) {
    if (peer.getIpBlock() != null) {
      String block = peer.getIpBlock().getCidr();
      return end.address() != null
          && end.address().startsWith(block.replaceAll("(\\.0)+/\\d+$", "."));
    }
    if (end.address() != null) {
      return false;
    }
    boolean namespace =
        peer.getNamespaceSelector() == null
            ? policy.getMetadata().getNamespace().equals(end.namespace())
            : selects(peer.getNamespaceSelector(), end.namespaceLabels());
    return namespace
        && (peer.getPodSelector() == null || selects(peer.getPodSelector(), end.labels()));
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> wanted = selector.getMatchLabels();
    return wanted == null || labels.entrySet().containsAll(wanted.entrySet());
  }

  private static boolean port(List<NetworkPolicyPort> ports, String protocol, int number) {
    return ports.isEmpty()
        || ports.stream()
            .anyMatch(
                port ->
                    port.getProtocol().equals(protocol) && port.getPort().getIntVal() == number);
  }
}
