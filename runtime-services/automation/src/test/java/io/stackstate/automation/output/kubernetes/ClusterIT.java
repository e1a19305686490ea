package io.stackstate.automation.output.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.Samples;
import io.stackstate.automation.output.TestOutputs;
import io.stackstate.automation.output.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outputs that write to the cluster, against a real API server, with the rights that the operator
 * gives them and no others.
 */
class ClusterIT {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterIT.class);
  private static final String NAMESPACE = "observability";
  private static final Path GOLDEN =
      Path.of(
          "../../operator/src/test/resources/io/stackstate/operator/instance/model/golden/nonha-objects.yaml");
  @TempDir private static Path folder;
  private static ApiServer server;
  private static TestOutputs outputs;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> programs = ApiServer.programs();
    if (programs.isEmpty()) {
      LOG.warn("SKIPPED, no API server: kube-apiserver was not found, which e2e/cluster builds");
    }
    Assumptions.assumeTrue(programs.isPresent(), "kube-apiserver and etcd are needed");
    server = new ApiServer(programs.get(), folder, "event-handlers");
    server.awaitReady();
    for (String namespace : List.of(NAMESPACE, "shop")) {
      server.create(
          "/api/v1/namespaces",
          "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
    }
    String rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/" + NAMESPACE;
    ObjectNode role = role();
    server.create(rbac + "/roles", role);
    server.create(
        rbac + "/rolebindings",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: handlers},"
            + " roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: "
            + role.at("/metadata/name").asText()
            + "}, subjects: [{kind: User, name: event-handlers}]}");
    Cluster cluster =
        new Cluster(
            server.uri(),
            Optional.of(NAMESPACE),
            (name, key) -> key.equals("token") ? ApiServer.HANDLERS : server.certificate());
    outputs = new TestOutputs(new TestSettings().cluster(cluster).done());
  }

  /** As the operator writes it. */
  private static ObjectNode role() throws IOException {
    for (String document : Files.readString(GOLDEN).split("(?m)^---$")) {
      JsonNode object = new YAMLMapper().readTree(document);
      if (object.path("kind").asText().equals("Role")) {
        ((ObjectNode) object.path("metadata")).remove("ownerReferences");
        return (ObjectNode) object;
      }
    }
    throw new AssertionError("no Role in " + GOLDEN);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (outputs != null) {
      outputs.close();
    }
    if (server != null) {
      server.stop();
    }
  }

  private static Notification about(String identifier) {
    Notification open = Samples.open();
    Notification.Subject root = open.root();
    return new Notification(
        open.notificationId(),
        open.sequence(),
        open.groupKey(),
        open.transition(),
        open.closeReason(),
        open.state(),
        open.title(),
        open.reason(),
        open.triggeredAt(),
        open.changedAt(),
        open.acknowledgedBy(),
        open.handler(),
        new Notification.Subject(
            root.id(),
            identifier,
            root.name(),
            root.type(),
            root.layer(),
            root.domain(),
            root.tags(),
            root.health(),
            root.link()),
        open.members(),
        open.memberCount(),
        open.problem(),
        open.monitor(),
        open.failingChecks(),
        open.failingCheckCount(),
        open.links(),
        open.metadata());
  }

  private static JsonNode list(String path) throws Exception {
    return server.get(path).path("items");
  }

  @Test
  void anEventIsAboutTheObjectAndWrittenOnce() throws Exception {
    server.create(
        "/api/v1/namespaces/" + NAMESPACE + "/services",
        "{apiVersion: v1, kind: Service, metadata: {name: orders}, spec: {ports: [{port: 80}]}}");
    Notification about = about("urn:kubernetes:/prod:" + NAMESPACE + ":service/orders");
    for (int i = 0; i < 2; i++) {
      assertThat(outputs.send("kubernetesEvent: {cluster: prod}", about))
          .isInstanceOf(Outcome.Delivered.class);
    }
    JsonNode events = list("/apis/events.k8s.io/v1/namespaces/" + NAMESPACE + "/events");
    assertThat(events).hasSize(1);
    String uid =
        server
            .get("/api/v1/namespaces/" + NAMESPACE + "/services/orders")
            .at("/metadata/uid")
            .asText();
    assertThat(events.at("/0/regarding/uid").asText()).isEqualTo(uid).isNotEmpty();
    assertThat(events.at("/0/type").asText()).isEqualTo("Warning");
  }

  @Test
  void inOtherNamespacesItNeedsAnAdministrator() throws Exception {
    assertThat(
            outputs.send(
                "kubernetesEvent: {cluster: prod}", about("urn:kubernetes:/prod:shop:pod/p")))
        .isInstanceOf(Outcome.AuthFailed.class);
    assertThat(list("/apis/events.k8s.io/v1/namespaces/shop/events")).isEmpty();
    assertThat(server.mayHandlers("get", "", "secrets", NAMESPACE)).isFalse();
    assertThat(server.mayHandlers("create", "batch", "cronjobs", NAMESPACE)).isFalse();
  }

  @Test
  void aJobIsMadeOfTheCronJobOnce() throws Exception {
    server.create(
        "/apis/batch/v1/namespaces/" + NAMESPACE + "/cronjobs",
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: restart, labels: {stackstate.io/event-handlers: allowed}}
        spec:
          schedule: "0 0 1 1 *"
          suspend: true
          jobTemplate:
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: restart, image: registry.test/restart}]
        """);
    for (int i = 0; i < 2; i++) {
      assertThat(outputs.send("kubernetesJob: {cronJob: restart}", Samples.open()))
          .isInstanceOf(Outcome.Delivered.class);
    }
    JsonNode jobs = list("/apis/batch/v1/namespaces/" + NAMESPACE + "/jobs");
    assertThat(jobs).hasSize(1);
    assertThat(jobs.at("/0/metadata/name").asText())
        .isEqualTo("stackstate-" + Samples.open().messageKey());
    assertThat(jobs.at("/0/spec/template/spec/containers/0/env").findValuesAsText("name"))
        .contains("STACKSTATE_NOTIFICATION", "STACKSTATE_ELEMENT");
  }
}
