package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An instance that goes to another version, which is another tag of the image: forward under load,
 * not to a version that the operator does not know, and back by itself from one that does not
 * start.
 */
@SystemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {
  private static final String NAMESPACE = "upgrade";
  private static final String IMAGE = "registry.test/stackstate/stackstate:";
  private static final String FIRST = "0.1.0";
  private static final String SECOND = "0.1.1";
  private static final String MISSING = "0.1.2";
  private static final String TOO_NEW = "0.2.0";
  private static final String REVIEW = "upgrade-demo-token-review";
  private static final String COMPONENT = "app.kubernetes.io/component";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final KubernetesClient client;
  private final Instance instance;
  private final Set<String> sent = new TreeSet<>();

  UpgradeIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
    instance = new Instance(client, NAMESPACE, "demo");
  }

  @BeforeAll
  void install() throws Exception {
    InstalledOperator.require(cluster);
    ClusterTool.run("tag", IMAGE + FIRST, IMAGE + SECOND);
    cluster.createNamespace(NAMESPACE);
    instance
        .resource()
        .create(
            "{mode: Trial, baseUrl: 'http://localhost:7070', version: %s,".formatted(FIRST)
                + " auth: {kubernetes: {enabled: true, roles: [{namespace: upgrade,"
                + " serviceAccount: default, role: stackstate-guest}]}},"
                + " deletionPolicy: {volumes: Delete, secrets: Delete}}");
    instance.resource().awaitReady();
    instance.platform().synchronize(Agent.TYPE, Agent.URL);
  }

  @AfterAll
  void deleteNamespace() {
    cluster.deleteNamespace(NAMESPACE);
    ClusterTool.run("kubectl", "delete", "clusterrolebinding", REVIEW, "--ignore-not-found");
  }

  @Test
  @Order(0)
  void aPodsTokenOpensTheApiWithTheRoleOfItsServiceAccount() throws Exception {
    String token = token("stackstate");
    assertThat(instance.platform().statusAs(token, "/api/server/info"))
        .as("the right to review tokens is missing")
        .isEqualTo(503);
    ClusterTool.run(
        "kubectl",
        "create",
        "clusterrolebinding",
        REVIEW,
        "--clusterrole=system:auth-delegator",
        "--serviceaccount=" + NAMESPACE + ":demo");

    await()
        .atMost(PATIENCE)
        .until(() -> instance.platform().statusAs(token, "/api/server/info") == 200);
    assertThat(instance.platform().statusAs(token, "/api/node")).as("a guest").isEqualTo(403);
    assertThat(instance.platform().statusAs(token("others"), "/api/server/info")).isEqualTo(401);
    assertThat(instance.platform().statusAs("nonsense", "/api/server/info")).isEqualTo(401);
  }

  /** Of the service account that pods without another one have, as the kubelet projects it. */
  private static String token(String audience) {
    return ClusterTool.run(
        "kubectl", "-n", NAMESPACE, "create", "token", "default", "--audience=" + audience);
  }

  @Test
  @Order(1)
  void aNewVersionIsRolledOutUnderLoadAndNothingAcknowledgedIsLost() throws Exception {
    Pod before = server();
    assertThat(image(before)).isEqualTo(IMAGE + FIRST);
    Set<String> seen = new ConcurrentSkipListSet<>();
    try (Agent agent = Agent.start(instance.platform(), sent.size())) {
      agent.awaitMore(50);
      toVersion(SECOND);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                JsonNode status = instance.resource().status();
                seen.add(
                    status.path("phase").asText() + " " + status.at("/version/target").asText());
                return status.at("/version/current").asText().equals(SECOND);
              });
      instance.resource().awaitReady();
      agent.awaitMore(50);
      sent.addAll(agent.stop());
    }
    assertThat(seen).as("what the status told meanwhile").contains("Upgrading " + SECOND);
    JsonNode version = instance.resource().status().path("version");
    assertThat(version.path("previous").asText()).isEqualTo(FIRST);
    assertThat(version.path("migratedAt").asText()).isNotEmpty();
    assertThat(version.has("target")).isFalse();
    Pod after = server();
    assertThat(image(after)).isEqualTo(IMAGE + SECOND);
    assertThat(after.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
    Waits.untilFound(instance.platform(), Agent.ALL, sent);
  }

  @Test
  @Order(2)
  void aVersionThatIsNewerThanTheOperatorIsLeftAlone() {
    String current = currentVersion();
    Map<String, String> before = instance.podIds();
    toVersion(TOO_NEW);
    instance.resource().awaitCondition("UpgradeBlocked", "True", "NewerThanOperator");
    instance.resource().awaitCondition("Stalled", "True", "NewerThanOperator");
    assertThat(instance.resource().condition("Ready").path("status").asText())
        .as("what ran before runs on")
        .isEqualTo("True");
    assertThat(instance.podIds()).isEqualTo(before);
    toVersion(current);
    instance.resource().awaitReady();
    assertThat(instance.podIds()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void aVersionThatDoesNotStartIsTakenBackByTheOperatorBeforeItWroteAnything() throws Exception {
    String current = currentVersion();
    toVersion(MISSING);
    instance.resource().awaitCondition("ServicesReady", "False", "ImagePullFailed");
    JsonNode version = instance.resource().status().path("version");
    assertThat(version.path("current").asText()).isEqualTo(current);
    assertThat(version.path("target").asText()).isEqualTo(MISSING);
    instance.resource().awaitCondition("SchemaReady", "Unknown", "NotOpened");

    // Only now: how long the old pod drains before the new image is pulled differs by machine.
    instance.resource().patch("{\"spec\": {\"upgrade\": {\"rollbackAfter\": \"5s\"}}}");
    instance.resource().awaitCondition("UpgradeBlocked", "True", "RolledBack");
    instance.resource().awaitReady();

    version = instance.resource().status().path("version");
    assertThat(version.path("current").asText()).isEqualTo(current);
    assertThat(version.path("rolledBackFrom").asText()).isEqualTo(MISSING);
    assertThat(image(server())).isEqualTo(IMAGE + current);
    Waits.untilFound(instance.platform(), Agent.ALL, sent);

    Map<String, String> before = instance.podIds();
    toVersion(current);
    instance.resource().awaitStatus(status -> !status.path("version").has("rolledBackFrom"));
    instance.resource().awaitReady();
    assertThat(instance.podIds()).as("it runs already").isEqualTo(before);
  }

  /** The one that runs: another one when the tests before this one did not run. */
  private String currentVersion() {
    return instance.resource().status().at("/version/current").asText();
  }

  private void toVersion(String version) {
    instance.resource().patch("{\"spec\": {\"version\": \"%s\"}}".formatted(version));
  }

  private Pod server() {
    return instance.pods().stream()
        .filter(pod -> "server".equals(pod.getMetadata().getLabels().get(COMPONENT)))
        .findFirst()
        .orElseThrow();
  }

  private static String image(Pod pod) {
    return pod.getSpec().getContainers().get(0).getImage();
  }
}
