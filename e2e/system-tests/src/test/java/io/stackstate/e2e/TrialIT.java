package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One instance of mode Trial, from six lines of YAML to the end of its life. */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrialIT {
  private static final String NAMESPACE = "trial";
  private static final String NAME = "demo";
  private static final String SPEC = "{mode: Trial, baseUrl: 'http://localhost:7070'}";

  private final Cluster cluster;
  private final KubernetesClient client;
  private final Instance instance;
  private final Set<String> sent = new TreeSet<>();

  TrialIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
    instance = new Instance(client, NAMESPACE, NAME);
  }

  @BeforeAll
  void install() {
    InstalledOperator.require(cluster);
    cluster.createNamespace(NAMESPACE);
  }

  @AfterAll
  void deleteNamespace() {
    cluster.deleteNamespace(NAMESPACE);
  }

  @Test
  @Order(1)
  void sixLinesBecomeAPlatformThatTakesInAndAnswers() throws Exception {
    instance.create(SPEC);
    instance.awaitReady();
    Platform platform = instance.platform();
    platform.synchronize(Agent.TYPE, Agent.URL);
    try (Agent agent = Agent.start(platform, 0)) {
      agent.awaitMore(50);
      sent.addAll(agent.stop());
    }
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  @Order(2)
  void nothingAcknowledgedIsLostWhenItsPodGoesUnderLoad() throws Exception {
    Platform platform = instance.platform();
    try (Agent agent = Agent.start(platform, sent.size())) {
      for (Duration grace : new Duration[] {Duration.ofSeconds(90), Duration.ZERO}) {
        agent.awaitMore(100);
        instance.replacePod("server", grace);
        instance.awaitReady();
      }
      agent.awaitMore(100);
      sent.addAll(agent.stop());
    }
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  @Order(3)
  void goesOnWhileTheDaemonsOfItsNodeRestart() throws Exception {
    Platform platform = instance.platform();
    Map<String, String> before = instance.podIds();
    try (Agent agent = Agent.start(platform, sent.size())) {
      for (String daemon : new String[] {"kubelet", "containerd", "kube-apiserver"}) {
        ClusterTool.run("restart", daemon);
        agent.awaitMore(50);
      }
      sent.addAll(agent.stop());
    }
    instance.awaitReady();
    assertThat(instance.podIds()).isEqualTo(before);
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  @Order(4)
  void aChangeThatConcernsNoPodRestartsNone() {
    Map<String, String> before = instance.podIds();
    instance.patch("{\"spec\": {\"deletionPolicy\": {\"secrets\": \"Delete\"}}}");
    instance.awaitObserved();
    instance.patch("{\"spec\": {\"deletionPolicy\": {\"secrets\": \"Retain\"}}}");
    instance.awaitReady();
    assertThat(instance.podIds()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void suspendedItRunsNothingAndResumedItHasItsDataBack() throws Exception {
    instance.patch("{\"spec\": {\"suspend\": true}}");
    await().atMost(Duration.ofMinutes(4)).until(() -> instance.pods().isEmpty());
    instance.patch("{\"spec\": {\"suspend\": false}}");
    instance.awaitReady();
    Waits.untilFound(instance.platform(), Agent.ALL, sent);
  }

  @Test
  @Order(6)
  void whatCannotWorkIsRefusedWithAReason() {
    Instance other = new Instance(client, NAMESPACE, "other");
    assertThatThrownBy(() -> other.create("{mode: HA, baseUrl: 'http://localhost:7070'}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.mode HA needs spec.graph.backend CQL");
    assertThatThrownBy(() -> other.create("{mode: Trial}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.baseUrl");
    assertThatThrownBy(() -> other.create("{mode: Tiny, baseUrl: 'http://localhost:7070'}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.mode")
        .hasMessageContaining("Trial");
    assertThatThrownBy(() -> instance.patch("{\"spec\": {\"layout\": \"Split\"}}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.layout is immutable");
  }

  @Test
  @Order(7)
  void deletedWithRetainAndCreatedAgainItHasItsDataBack() throws Exception {
    instance.delete();
    await().atMost(Duration.ofMinutes(4)).until(() -> instance.pods().isEmpty());
    assertThat(client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems())
        .isNotEmpty();
    instance.create(SPEC);
    instance.awaitReady();
    Platform platform = instance.platform();
    Waits.untilFound(platform, Agent.ALL, sent);
    try (Agent agent = Agent.start(platform, sent.size())) {
      agent.awaitMore(10);
    }
  }

  @Test
  @Order(8)
  void deletedWithDeleteNothingIsLeft() throws IOException {
    instance.patch(
        "{\"spec\": {\"deletionPolicy\": {\"volumes\": \"Delete\", \"secrets\": \"Delete\"}}}");
    instance.awaitReady();
    instance.delete();
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(() -> assertThat(Leftovers.of(client, NAMESPACE)).isEmpty());
  }
}
