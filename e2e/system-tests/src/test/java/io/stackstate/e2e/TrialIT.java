package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private static final List<String> CONTENT =
      List.of("samples/quickstart/integration.yaml", "samples/integrations");
  private static final String HOOK_TOKEN = "token-of-the-test";
  private static final String HANDLER = "urn:stackstate:event-handler:trial:webhook";
  private static final String MONITOR = "urn:stackstate:monitor:trial:spare-databases";
  private static final String CRON_JOB = "restart-orders";
  private static final String IMAGE = "registry.test/stackstate/stackstate:0.1.0";
  private static final String SERVER_POD = "demo-server-0";
  private static final String AUTOMATION =
      "\"automation\": {\"kubernetesEvents\": {\"enabled\": true},"
          + " \"kubernetesJobs\": {\"enabled\": true}}";
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
  void install() throws Exception {
    InstalledOperator.require(cluster);
    cluster.createNamespace(NAMESPACE);
    apply("samples/quickstart/instance.yaml");
    instance.resource().awaitReady();
    instance.platform().synchronize(Agent.TYPE, Agent.URL);
  }

  @AfterAll
  void deleteNamespace() {
    cluster.deleteNamespace(NAMESPACE);
  }

  @Test
  @Order(1)
  void sixLinesBecomeAPlatformThatTakesInAndAnswers() throws Exception {
    Platform platform = instance.platform();
    try (Agent agent = Agent.start(platform, 0)) {
      agent.awaitMore(50);
      sent.addAll(agent.stop());
    }
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  @Order(2)
  void whatSamplesDeclareIsSetUpRepairedAndTakenAway() throws Exception {
    Platform platform = instance.platform();
    for (String sample : CONTENT) {
      apply(sample);
    }
    declared("Integration", "shop-inventory").awaitReady();
    declared("Integration", "warehouse").awaitReady();
    declared("Settings", "vocabulary").awaitReady();
    declared("StackPack", "logistics").awaitReady();
    declared("View", "supply-chain").awaitReady();
    declared("ServiceToken", "pipeline").awaitReady();
    Platform pipeline = instance.platform("pipeline");
    assertThat(pipeline.status("/api/stackpack")).isEqualTo(200);
    assertThat(pipeline.status("/admin/retention/window")).as("not of its role").isEqualTo(403);
    assertThat(platform.intake(read("samples/quickstart/topology.json"))).isEqualTo(200);
    Waits.untilFound(platform, "domain = \"shop\"", Set.of("db-1", "web-1", "shop-lb"));

    platform.deleteIntegration(platform.integrations().get("warehouse"));
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> platform.integrations().containsKey("warehouse"));

    for (String sample : CONTENT) {
      ClusterTool.run("kubectl", "-n", NAMESPACE, "delete", "-f", file(sample).toString());
    }
    assertThat(platform.integrations()).doesNotContainKeys("warehouse", "shop-inventory");
    assertThat(pipeline.status("/api/stackpack")).as("its token is revoked").isEqualTo(401);
  }

  @Test
  @Order(3)
  void aCriticalStateIsToldToAPodAndSoIsItsEnd() throws Exception {
    Platform platform = instance.platform();
    apply("samples/quickstart/integration.yaml");
    declared("Integration", "shop-inventory").awaitReady();
    assertThat(platform.intake(read("samples/quickstart/topology.json"))).isEqualTo(200);
    Waits.untilFound(platform, "domain = \"shop\"", Set.of("web-1"));
    Declared handler = declared("EventHandler", "webhook");
    try (Hook hook = Hook.start(cluster)) {
      ClusterTool.run(
          "kubectl",
          "-n",
          NAMESPACE,
          "create",
          "secret",
          "generic",
          "hook",
          "--from-literal=token=" + HOOK_TOKEN,
          "--from-literal=hmac=key-of-the-test");
      applyHandler("{team: A}");
      handler.awaitReady();

      assertThat(platform.intake(read("samples/health/critical.json"))).isEqualTo(200);
      JsonNode opened = hook.await("the opening", body -> isOf(body, "open", "urn:host:/web-1"));
      assertThat(opened.path("token").asText()).isEqualTo(HOOK_TOKEN);
      JsonNode body = opened.path("body");
      assertThat(body.at("/event/state").asText()).isEqualTo("CRITICAL");
      assertThat(body.at("/component/name").asText()).isEqualTo("web-1");
      assertThat(body.at("/metadata/team").asText()).isEqualTo("A");
      assertThat(body.at("/notificationConfiguration/name").asText()).isEqualTo("webhook");
      handler.awaitStatus(status -> status.path("openNotifications").asInt() > 0);

      assertThat(platform.intake(read("samples/health/clear.json"))).isEqualTo(200);
      String id = body.path("notificationId").asText();
      JsonNode closed =
          hook.await(
              "its end",
              b ->
                  b.path("notificationId").asText().equals(id)
                      && b.at("/event/type").asText().equals("close"));
      assertThat(closed.at("/body/event/reason").asText()).isEqualTo("HealthStateResolved");
      handler.awaitStatus(
          status ->
              status.path("openNotifications").asInt() == hook.open()
                  && status.at("/outputs/0/sent").asInt() == hook.all().size()
                  && status.at("/outputs/0").hasNonNull("lastSuccess"));
      assertThat(handler.condition("Ready").path("reason").asText()).isEqualTo("Executed");

      applyHandler("{team: B}");
      handler.awaitReady();
      assertThat(platform.intake(read("samples/health/critical.json"))).isEqualTo(200);
      hook.await(
          "the opening after the edit",
          b -> isOf(b, "open", "urn:host:/web-1") && b.at("/metadata/team").asText().equals("B"));
      handler.delete();
      hook.await(
          "the end with the handler",
          b ->
              b.at("/event/type").asText().equals("close")
                  && b.at("/metadata/team").asText().equals("B"));
      assertThat(platform.status("/api/event-handlers/" + HANDLER)).isEqualTo(404);
    }
    ClusterTool.run("kubectl", "-n", NAMESPACE, "delete", "secret", "hook");
  }

  private static boolean isOf(JsonNode body, String type, String component) {
    return body.at("/event/type").asText().equals(type)
        && body.at("/component/identifier").asText().equals(component);
  }

  /** The sample, as it is kept in Git: with the address of this cluster's receiver. */
  private static void applyHandler(String metadata) throws IOException {
    String sample =
        read("samples/event-handlers/webhook.yaml")
            .replace("https://hooks.example.org/in", Hook.url())
            .replace("{team: A}", metadata);
    Path file = Files.createTempFile("handler", ".yaml");
    Files.writeString(file, sample);
    ClusterTool.run("kubectl", "-n", NAMESPACE, "apply", "-f", file.toString());
    Files.delete(file);
  }

  @Test
  @Order(4)
  void aMonitorOfTheSamplesRunsAndShowsWhatItFound() throws Exception {
    Platform platform = instance.platform();
    apply("samples/quickstart/integration.yaml");
    declared("Integration", "shop-inventory").awaitReady();
    assertThat(platform.intake(read("samples/quickstart/topology.json"))).isEqualTo(200);
    apply("samples/monitors/redundancy.yaml");
    declared("Settings", "redundancy").awaitReady();
    apply("samples/monitors/monitor.yaml");
    Declared monitor = declared("Monitor", "spare-databases");
    monitor.awaitReady();
    monitor.awaitStatus(
        status -> status.path("deviating").asInt() == 1 && status.hasNonNull("lastRun"));
    Waits.untilFound(
        platform, "healthState = \"DEVIATING\" AND type = \"database\"", Set.of("orders"));

    monitor.patch("{\"spec\": {\"arguments\": {\"minimum\": 1}}}");
    monitor.awaitStatus(status -> status.path("clear").asInt() == 1);

    monitor.delete();
    assertThat(platform.status("/api/monitors/" + MONITOR)).isEqualTo(404);
    for (String sample :
        new String[] {"samples/monitors/redundancy.yaml", "samples/quickstart/integration.yaml"}) {
      ClusterTool.run("kubectl", "-n", NAMESPACE, "delete", "-f", file(sample).toString());
    }
  }

  @Test
  @Order(5)
  void nothingAcknowledgedIsLostWhenItsPodGoesUnderLoad() throws Exception {
    Platform platform = instance.platform();
    try (Agent agent = Agent.start(platform, sent.size())) {
      for (Duration grace : new Duration[] {Duration.ofSeconds(90), Duration.ZERO}) {
        agent.awaitMore(100);
        instance.replacePods("server", grace);
        instance.resource().awaitReady();
      }
      agent.awaitMore(100);
      sent.addAll(agent.stop());
    }
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  @Order(6)
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
    instance.resource().awaitReady();
    assertThat(instance.podIds()).isEqualTo(before);
    Waits.untilFound(platform, Agent.ALL, sent);
  }

  @Test
  @Order(7)
  void aChangeThatConcernsNoPodRestartsNone() {
    Map<String, String> before = instance.podIds();
    instance.resource().patch("{\"spec\": {\"deletionPolicy\": {\"secrets\": \"Delete\"}}}");
    instance.resource().awaitObserved();
    instance.resource().patch("{\"spec\": {\"deletionPolicy\": {\"secrets\": \"Retain\"}}}");
    instance.resource().awaitReady();
    assertThat(instance.podIds()).isEqualTo(before);
  }

  @Test
  @Order(8)
  void suspendedItRunsNothingAndResumedItHasItsDataBack() throws Exception {
    instance.resource().patch("{\"spec\": {\"suspend\": true}}");
    instance.awaitNoPods();
    // With what the next test needs: it would restart the pod once more.
    instance.resource().patch("{\"spec\": {\"suspend\": false, " + AUTOMATION + "}}");
    instance.resource().awaitReady();
    Waits.untilFound(instance.platform(), Agent.ALL, sent);
  }

  @Test
  @Order(9)
  void whatIsCriticalIsAnEventOfItsPodAndRunsAJob() throws Exception {
    instance.resource().patch("{\"spec\": {" + AUTOMATION + "}}");
    instance.resource().awaitReady();
    ClusterOutputs outputs = new ClusterOutputs(client, NAMESPACE);
    outputs.createCronJob(CRON_JOB, IMAGE);
    apply("samples/event-handlers/kubernetes-event.yaml");
    apply("samples/event-handlers/kubernetes-job.yaml");
    Declared events = declared("EventHandler", "kubernetes-event");
    Declared jobs = declared("EventHandler", "kubernetes-job");
    events.awaitReady();
    jobs.awaitReady();

    assertThat(instance.platform().intakeResource("/pod.json")).isEqualTo(200);

    Event event = outputs.awaitEventAbout("Pod", SERVER_POD);
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("Critical");
    assertThat(event.getNote()).contains("Restarts");
    outputs.awaitJobThatSaid("CRITICAL: urn:kubernetes:/prod:trial:pod/" + SERVER_POD);
    for (Declared handler : List.of(events, jobs)) {
      handler.awaitStatus(
          status ->
              status.at("/outputs/0/sent").asInt() > 0
                  && status.at("/outputs/0").hasNonNull("lastSuccess"));
      handler.delete();
    }
    outputs.delete(CRON_JOB);
  }

  @Test
  @Order(10)
  void whatCannotWorkIsRefusedWithAReason() {
    Declared other = new Declared(client, NAMESPACE, "StackStateInstance", "other");
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
    assertThatThrownBy(() -> instance.resource().patch("{\"spec\": {\"layout\": \"Split\"}}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.layout is immutable");
  }

  @Test
  @Order(11)
  void deletedWithRetainAndCreatedAgainItHasItsDataBack() throws Exception {
    instance.resource().delete();
    instance.awaitNoPods();
    assertThat(client.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems())
        .isNotEmpty();
    instance.resource().create(SPEC);
    instance.resource().awaitReady();
    Platform platform = instance.platform();
    Waits.untilFound(platform, Agent.ALL, sent);
    try (Agent agent = Agent.start(platform, sent.size())) {
      agent.awaitMore(10);
    }
  }

  @Test
  @Order(12)
  void deletedWithDeleteNothingIsLeft() {
    instance
        .resource()
        .patch(
            "{\"spec\": {\"deletionPolicy\": {\"volumes\": \"Delete\", \"secrets\": \"Delete\"}}}");
    instance.resource().awaitReady();
    instance.resource().delete();
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(() -> assertThat(Leftovers.of(client, NAMESPACE)).isEmpty());
  }

  private Declared declared(String kind, String name) {
    return new Declared(client, NAMESPACE, kind, name);
  }

  private static void apply(String sample) {
    ClusterTool.run("kubectl", "-n", NAMESPACE, "apply", "-f", file(sample).toString());
  }

  private static String read(String sample) throws IOException {
    return Files.readString(file(sample));
  }

  private static Path file(String sample) {
    return ClusterTool.project().resolve(sample);
  }
}
