package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.crds.Condition;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import io.stackstate.operator.apiserver.ForeignCrds;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The sample for production over the genuine CRDs of Strimzi and ECK, with strict validation. */
class HighlyAvailableApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("ha");
  private final HighlyAvailableScene scene = new HighlyAvailableScene(server, namespace);
  private TestOperator operator;

  @AfterEach
  void stop() {
    if (operator != null) {
      operator.close();
    }
  }

  @Test
  void waitsForMissingCrdsConvergesWhenTheyAppearAndThenWritesNothing() throws IOException {
    Assumptions.assumeTrue(
        ForeignCrds.elasticsearch().isPresent() && ForeignCrds.prometheus().isPresent(),
        "Go modules are needed");
    scene.removeCrds();
    operator = TestOperator.start(server, namespace);
    scene.create();
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> {
              assertThat(scene.condition("KafkaReady").reason()).isEqualTo("CRDMissing");
              assertThat(scene.condition("ElasticsearchReady").reason()).isEqualTo("CRDMissing");
              assertThat(scene.condition(Condition.STALLED).message()).contains("Kafka");
            });

    scene.installCrds();
    await().atMost(Duration.ofMinutes(3)).untilAsserted(scene::playOthersUntilReady);

    assertThat(scene.instance().getStatus().backends().kafka().bootstrap()).isEqualTo("kafka:9093");
    assertThat(scene.instance().getStatus().backends().elasticsearch().health()).isEqualTo("green");
    assertWritesNothingMore();
    assertWritesNothingAfterARestart();
  }

  private void assertWritesNothingAfterARestart() {
    operator.close();
    operator = TestOperator.start(server, namespace);
    await().atMost(Duration.ofMinutes(3)).until(() -> reconciliations() > 0);
    await()
        .during(Duration.ofMillis(800))
        .atMost(Duration.ofMinutes(3))
        .until(() -> operator.metric("stackstate_operator_reconciliations_active", "") == 0);
    assertThat(operator.writes()).isEmpty();
    assertThat(operator.metric("stackstate_operator_apply_total", "skipped")).isGreaterThan(50);
  }

  private void assertWritesNothingMore() {
    await()
        .during(Duration.ofMillis(800))
        .atMost(Duration.ofMinutes(3))
        .until(() -> operator.metric("stackstate_operator_reconciliations_active", "") == 0);
    int before = operator.writes().size();
    double reconciled = reconciliations();
    server
        .client()
        .resources(StackStateInstance.class)
        .inNamespace(namespace)
        .withName("prod")
        .edit(
            prod -> {
              prod.getMetadata().setAnnotations(Map.of("stackstate.io/force-reconcile", "1"));
              return prod;
            });

    await().atMost(Duration.ofMinutes(3)).until(() -> reconciliations() > reconciled);
    assertThat(operator.writes().subList(before, operator.writes().size())).isEmpty();
  }

  private double reconciliations() {
    return operator.metric(
        "stackstate_operator_reconciliation_duration_seconds_count", "StackStateInstance");
  }
}
