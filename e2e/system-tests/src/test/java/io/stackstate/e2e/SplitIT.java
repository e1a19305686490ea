package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance whose roles are pods of their own, over the broker that runs in one of them. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SplitIT {
  private static final Logger log = LoggerFactory.getLogger(SplitIT.class);
  private static final String NAMESPACE = "split";
  private static final String METRIC =
      """
      {"internalHostname":"disk-host","metrics":[["disk.in_use",%d,0.93,
        {"hostname":"disk-host","type":"gauge","tags":["device:sda1"]}]]}""";

  private final Cluster cluster;
  private Site site;
  private Platform platform;

  SplitIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void install() throws Exception {
    site = new Site(cluster, NAMESPACE);
    platform = site.start("/split.yaml");
  }

  @AfterAll
  void deleteNamespace() {
    if (site != null) {
      site.close();
    }
  }

  /** Metrics come to the role that monitors from that of the API, over HTTP. */
  @Test
  @Order(1)
  void aMonitorOfAMetricMakesTheHostThatItIsAboutDeviating() throws Exception {
    assertThat(platform.intakeResource("/disk.json")).isEqualTo(200);
    String sample = ClusterTool.project().resolve("samples/monitors/threshold.yaml").toString();
    ClusterTool.run("kubectl", "-n", NAMESPACE, "apply", "-f", sample);
    Declared monitor = new Declared(cluster.client(), NAMESPACE, "Monitor", "disk-in-use");
    monitor.patch("{\"spec\": {\"intervalSeconds\": 5}}");
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(2))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              platform.intake(METRIC.formatted(System.currentTimeMillis() / 1_000));
              assertThat(monitor.status().path("deviating").asInt())
                  .as(monitor.status().toPrettyString())
                  .isEqualTo(1);
            });
    Waits.untilFound(
        platform, "healthState = \"DEVIATING\" AND type = \"host\"", Set.of("disk-host"));
    monitor.delete();
  }

  @Test
  @Order(2)
  void nothingAcknowledgedIsLostWhenEachRoleIsKilledInTurn() throws Exception {
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
