package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operator that may act in one namespace only, and not do everything there. */
class LimitedApiServerIT {
  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> WRITE =
      List.of("get", "list", "watch", "create", "patch", "update", "delete");

  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("limited");
  private final String other = server.namespace("other");

  @Test
  void whatItMayNotDoIsNamedAndTheOtherNamespaceIsNotItsBusiness() {
    allow();
    TestOperator operator =
        TestOperator.start(server.limitedConfig(), Map.of("watch-namespaces", namespace));
    try {
      server.apply(TestResources.trial(namespace, "demo"));
      server.apply(TestResources.trial(other, "demo"));

      await()
          .atMost(Duration.ofMinutes(3))
          .ignoreException(NullPointerException.class)
          .untilAsserted(
              () -> {
                Condition elasticsearch = condition(namespace, "ElasticsearchReady");
                assertThat(elasticsearch.status()).isEqualTo(ConditionStatus.False);
                assertThat(elasticsearch.reason()).isEqualTo("Forbidden");
                assertThat(elasticsearch.message()).contains("patch StatefulSet", namespace);
                assertThat(condition(namespace, Condition.STALLED).status())
                    .isEqualTo(ConditionStatus.True);
              });
      // What it may do was done.
      assertThat(server.client().services().inNamespace(namespace).list().getItems()).isNotEmpty();
      assertThat(instance(other).getStatus()).isNull();
    } finally {
      operator.close();
    }
  }

  private void allow() {
    server.allowLimited(
        namespace,
        List.of(
            new PolicyRuleBuilder()
                .withApiGroups("stackstate.io")
                .withResources("*")
                .withVerbs(WRITE)
                .build(),
            new PolicyRuleBuilder()
                .withApiGroups(
                    "",
                    "apps",
                    "batch",
                    "policy",
                    "autoscaling",
                    "networking.k8s.io",
                    "rbac.authorization.k8s.io",
                    "events.k8s.io",
                    "kafka.strimzi.io",
                    "elasticsearch.k8s.elastic.co",
                    "monitoring.coreos.com")
                .withResources("*")
                .withVerbs(READ)
                .build(),
            new PolicyRuleBuilder()
                .withApiGroups("", "events.k8s.io", "policy", "networking.k8s.io")
                .withResources(
                    "secrets",
                    "configmaps",
                    "services",
                    "serviceaccounts",
                    "events",
                    "poddisruptionbudgets",
                    "networkpolicies",
                    "ingresses")
                .withVerbs(WRITE)
                .build()));
  }

  private Condition condition(String namespace, String type) {
    return Conditions.find(instance(namespace).getStatus().conditions(), type).orElseThrow();
  }

  private StackStateInstance instance(String namespace) {
    return server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("demo")
        .get();
  }
}
