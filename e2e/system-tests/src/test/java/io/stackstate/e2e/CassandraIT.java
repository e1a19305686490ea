package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance whose graph is in a Cassandra that others run in the cluster. */
@SystemTest
class CassandraIT {
  private static final Logger log = LoggerFactory.getLogger(CassandraIT.class);
  private static final String NAMESPACE = "cassandra";

  private final Cluster cluster;
  private final KubernetesClient client;

  CassandraIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
  }

  @Test
  void theGraphIsInCassandraAndOutlivesTheProcessesOfBothSides() throws Exception {
    try (Site site = new Site(cluster, NAMESPACE)) {
      Platform platform = site.start("/cassandra.yaml");
      Declared resource = site.instance().resource();
      assertThat(resource.status().at("/backends/graph/backend").asText()).isEqualTo("CQL");
      Set<String> sent;
      try (Agent agent = Agent.start(platform, 0)) {
        agent.awaitMore(50);
        log.info("killing the process that owns the graph");
        site.instance().replacePods("api", Duration.ZERO);
        resource.awaitReady();
        agent.awaitMore(50);
        log.info("killing Cassandra");
        killCassandra();
        resource.awaitReady();
        agent.awaitMore(50);
        sent = agent.stop();
      }
      Waits.untilFound(platform, Agent.ALL, sent);
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () ->
                  assertThat(platform.integrations())
                      .as("settings are in the same store")
                      .containsKey(Agent.TYPE));
      resource.delete();
    }
  }

  private void killCassandra() {
    String before =
        client.pods().inNamespace(NAMESPACE).withName("cassandra-0").get().getMetadata().getUid();
    client.pods().inNamespace(NAMESPACE).withName("cassandra-0").withGracePeriod(0).delete();
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("cassandra-0")
        .waitUntilCondition(
            pod ->
                pod != null
                    && !pod.getMetadata().getUid().equals(before)
                    && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")),
            3,
            TimeUnit.MINUTES);
  }
}
