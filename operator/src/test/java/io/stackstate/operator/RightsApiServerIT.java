package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An operator with the rights of the chart, in one namespace, gives rights to event handlers. The
 * API server refuses whoever gives what he does not have.
 */
class RightsApiServerIT {
  private static final Path CHART = Path.of("../helm/stackstate-operator/files/rbac");
  private static final String EVENTS = "events.k8s.io";

  private final ApiServer server = ApiServer.shared();
  private final KubernetesClient client = server.client();
  private final String namespace = server.namespace("rights");
  private final String other = server.namespace("rights-other");

  @AfterEach
  void delete() {
    client.resources(StackStateInstance.class).inNamespace(namespace).delete();
  }

  @Test
  void eventHandlersMayInTheNamespaceOfTheInstanceWhatTheSpecSays() throws IOException {
    allowWhatTheChartAllows();
    TestOperator operator =
        TestOperator.start(server.limitedConfig(), Map.of("watch-namespaces", namespace));
    try {
      apply("kubernetesEvents: {enabled: true}");
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(may("create", EVENTS, "events", namespace)).isTrue());
      assertThat(may("get", "stackstate.io", "eventhandlers", namespace)).isTrue();
      assertThat(may("create", EVENTS, "events", other)).isFalse();
      assertThat(may("get", "", "secrets", namespace)).isFalse();
      assertThat(may("delete", EVENTS, "events", namespace)).isFalse();

      assertThat(may("create", "batch", "jobs", namespace)).isFalse();

      apply("kubernetesJobs: {enabled: true}");
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(may("create", "batch", "jobs", namespace)).isTrue());
      assertThat(may("get", "batch", "cronjobs", namespace)).isTrue();
      assertThat(may("create", "batch", "cronjobs", namespace)).isFalse();
      assertThat(may("create", EVENTS, "events", namespace)).isFalse();

      apply("kubernetesJobs: {enabled: false}");
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(may("create", "batch", "jobs", namespace)).isFalse());
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(
              () ->
                  assertThat(
                          client
                              .rbac()
                              .roles()
                              .inNamespace(namespace)
                              .withName("demo-automation")
                              .get())
                      .isNull());
    } finally {
      operator.close();
    }
  }

  private void apply(String automation) {
    server.apply(
        TestResources.instance(
            namespace,
            "demo",
            "{baseUrl: 'https://a.b', layout: Split, automation: {%s}}".formatted(automation)));
  }

  private boolean may(String verb, String group, String resource, String in) {
    return client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + namespace + ":demo-automation")
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(resource)
                .withNamespace(in)
                .endResourceAttributes()
                .endSpec()
                .build())
        .getStatus()
        .getAllowed();
  }

  private void allowWhatTheChartAllows() throws IOException {
    List<PolicyRule> rules = new ArrayList<>();
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(CHART, "*.yaml")) {
      for (Path part : parts) {
        rules.addAll(
            new YAMLMapper()
                .readValue(Files.readString(part), new TypeReference<List<PolicyRule>>() {}));
      }
    }
    server.allowLimited(namespace, rules);
  }
}
