package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.stackstate.crds.Condition;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.instance.Phase;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.status.Conditions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("instance");
  private OperatorProcess operator;

  @BeforeEach
  void start() {
    operator = TestOperator.start(server, namespace, "");
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void aTrialBecomesObjectsAndIsReadyWhenItsPodsAre() {
    server.apply(TestResources.trial(namespace, "demo"));

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(statefulSet("demo-elasticsearch")).isNotNull());
    Kubelet kubelet = new Kubelet(server.client(), namespace);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              kubelet.run();
              StackStateInstance demo = instance();
              assertThat(ready(demo).status())
                  .as(ready(demo).message())
                  .isEqualTo(ConditionStatus.True);
              assertThat(demo.getStatus().phase()).isEqualTo(Phase.Running);
              assertThat(demo.getStatus().observedGeneration()).isEqualTo(1);
              assertThat(demo.getStatus().components()).hasSize(2);
            });
  }

  private StatefulSet statefulSet(String name) {
    return server.client().apps().statefulSets().inNamespace(namespace).withName(name).get();
  }

  private StackStateInstance instance() {
    return server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("demo")
        .get();
  }

  private static Condition ready(StackStateInstance instance) {
    assertThat(instance.getStatus()).isNotNull();
    return Conditions.find(instance.getStatus().conditions(), Condition.READY).orElseThrow();
  }
}
