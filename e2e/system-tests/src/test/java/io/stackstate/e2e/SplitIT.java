package io.stackstate.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance whose roles are pods of their own, over the broker that runs in one of them. */
@SystemTest
class SplitIT {
  private static final Logger log = LoggerFactory.getLogger(SplitIT.class);
  private static final String NAMESPACE = "split";

  private final Cluster cluster;
  private final KubernetesClient client;

  SplitIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
  }

  @BeforeEach
  void install() {
    InstalledOperator.require(cluster);
    cluster.createNamespace(NAMESPACE);
  }

  @AfterEach
  void deleteNamespace() {
    cluster.deleteNamespace(NAMESPACE);
  }

  @Test
  void nothingAcknowledgedIsLostWhenEachRoleIsKilledInTurn() throws Exception {
    client.load(SplitIT.class.getResourceAsStream("/split.yaml")).inNamespace(NAMESPACE).create();
    Instance instance = new Instance(client, NAMESPACE, "site");
    instance.resource().awaitReady();
    Platform platform = instance.platform();
    platform.synchronize(Agent.TYPE, Agent.URL);
    Set<String> sent;
    try (Agent agent = Agent.start(platform, 0)) {
      for (String role : new String[] {"receiver", "synchronization", "api", "kafka"}) {
        agent.awaitMore(50);
        log.info("killing {}", role);
        instance.replacePods(role, Duration.ZERO);
        instance.resource().awaitReady();
      }
      agent.awaitMore(50);
      sent = agent.stop();
    }
    Waits.untilFound(platform, Agent.ALL, sent);
    instance.resource().delete();
  }
}
