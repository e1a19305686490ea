package io.stackstate.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stackstate.operator.config.OperatorConfig.Election;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lead among several operators. The framework lets a lease expire when its holder stops, which
 * would leave everything unattended for as long at each upgrade of the operator; here it is given
 * back.
 *
 * @param identity of this process in the lease
 */
record Lead(Election election, String identity) {
  private static final Logger LOG = LoggerFactory.getLogger(Lead.class);

  /** The lead that a process seeks. */
  static Lead of(Election election) {
    String host =
        Optional.ofNullable(System.getenv("HOSTNAME")).filter(h -> !h.isBlank()).orElse("");
    String otherwise = host.isEmpty() ? UUID.randomUUID().toString() : host;
    return new Lead(election, election.identity().orElse(otherwise));
  }

  /**
   * Gives the lease back when this process holds it; to be called when nothing is written any more.
   */
  void release(KubernetesClient client) {
    String namespace = election.namespace().orElse(client.getNamespace());
    try {
      Lease lease = client.leases().inNamespace(namespace).withName(election.lease()).get();
      if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
        return;
      }
      lease.getSpec().setHolderIdentity("");
      lease.getSpec().setLeaseDurationSeconds(1);
      // With the version that was read: who took over meanwhile keeps the lead.
      client.leases().inNamespace(namespace).resource(lease).update();
    } catch (KubernetesClientException e) {
      LOG.info("the lead is not given back and expires instead: {}", e.getMessage());
    }
  }
}
