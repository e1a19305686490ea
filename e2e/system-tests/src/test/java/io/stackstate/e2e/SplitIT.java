package io.stackstate.e2e;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance whose roles are pods of their own, over the broker that runs in one of them. */
@SystemTest
class SplitIT {
  private static final Logger log = LoggerFactory.getLogger(SplitIT.class);
  private static final String NAMESPACE = "split";

  private final Cluster cluster;

  SplitIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void nothingAcknowledgedIsLostWhenEachRoleIsKilledInTurn() throws Exception {
    try (Site site = new Site(cluster, NAMESPACE)) {
      Platform platform = site.start("/split.yaml");
      Set<String> sent;
      try (Agent agent = Agent.start(platform, 0)) {
        for (String role : new String[] {"receiver", "synchronization", "api", "kafka"}) {
          agent.awaitMore(50);
          log.info("killing {}", role);
          site.instance().replacePods(role, Duration.ZERO);
          site.instance().resource().awaitReady();
        }
        agent.awaitMore(50);
        sent = agent.stop();
      }
      Waits.untilFound(platform, Agent.ALL, sent);
      site.instance().resource().delete();
    }
  }
}
