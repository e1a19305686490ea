package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the image of the runtime promises to whoever runs it, without the operator. */
@SystemTest
class ImageIT {
  private static final String NAMESPACE = "image";

  private final Cluster cluster;
  private final KubernetesClient client;

  ImageIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
  }

  @BeforeEach
  void createNamespace() {
    cluster.createNamespace(NAMESPACE);
  }

  @AfterEach
  void deleteNamespace() {
    cluster.deleteNamespace(NAMESPACE);
  }

  @Test
  void servesAsAnyUserOnAReadOnlyRootFromAVolume() throws Exception {
    Platform platform = start();
    platform.synchronize(Agent.TYPE, Agent.URL);
    try (Agent agent = Agent.start(platform, 0)) {
      agent.awaitMore(20);
      Waits.untilFound(platform, Agent.ALL, agent.stop());
    }
  }

  @Test
  void losesNothingAcknowledgedWhenItsPodIsStoppedOrKilledUnderLoad() throws Exception {
    Platform platform = start();
    platform.synchronize(Agent.TYPE, Agent.URL);
    Set<String> sent;
    try (Agent agent = Agent.start(platform, 0)) {
      for (Duration grace : new Duration[] {Duration.ofSeconds(30), Duration.ZERO}) {
        agent.awaitMore(100);
        deletePod(grace);
        awaitReady();
      }
      agent.awaitMore(100);
      sent = agent.stop();
    }
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  void drainsAndLeavesWithZeroWhenItIsToldToStop() {
    start();
    client.pods().inNamespace(NAMESPACE).withName("server-0").edit(ImageIT::hold);
    client.apps().statefulSets().inNamespace(NAMESPACE).withName("server").scale(0);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              ContainerStateTerminated end =
                  pod().getStatus().getContainerStatuses().get(0).getState().getTerminated();
              assertThat(end).isNotNull();
              assertThat(end.getExitCode()).isZero();
            });
    client.pods().inNamespace(NAMESPACE).withName("server-0").edit(ImageIT::release);
  }

  /** With a finalizer its end can still be read. */
  private static Pod hold(Pod pod) {
    return pod.edit().editMetadata().addToFinalizers("stackstate.io/test").endMetadata().build();
  }

  private static Pod release(Pod pod) {
    return pod.edit().editMetadata().withFinalizers().endMetadata().build();
  }

  private Platform start() {
    InputStream objects = ImageIT.class.getResourceAsStream("/monolith.yaml");
    client.load(objects).inNamespace(NAMESPACE).create();
    awaitReady();
    String address =
        client.services().inNamespace(NAMESPACE).withName("server").get().getSpec().getClusterIP();
    Platform platform =
        new Platform("http://" + address + ":7070", "key-of-the-test", "token-of-the-test");
    Waits.untilServed(platform);
    return platform;
  }

  private void awaitReady() {
    client
        .apps()
        .statefulSets()
        .inNamespace(NAMESPACE)
        .withName("server")
        .waitUntilReady(3, TimeUnit.MINUTES);
  }

  private void deletePod(Duration grace) {
    String before = pod().getMetadata().getUid();
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("server-0")
        .withGracePeriod(grace.toSeconds())
        .delete();
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("server-0")
        .waitUntilCondition(
            pod -> pod != null && !pod.getMetadata().getUid().equals(before), 2, TimeUnit.MINUTES);
  }

  private Pod pod() {
    return client.pods().inNamespace(NAMESPACE).withName("server-0").get();
  }
}
