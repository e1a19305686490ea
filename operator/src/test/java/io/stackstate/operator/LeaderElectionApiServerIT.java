package io.stackstate.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.apiserver.ApiServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderElectionApiServerIT {
  private final ApiServer server = ApiServer.shared();
  private final String namespace = server.namespace("lead");

  @Test
  void oneOfTwoLeadsAndTheOtherTakesOver() {
    TestOperator first = start("first");
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> first.metric("stackstate_operator_leader", "") == 1);
    TestOperator second = start("second");
    try {
      server.apply(TestResources.trial(namespace, "demo"));
      await().atMost(Duration.ofMinutes(3)).until(() -> hasStatus("demo"));
      assertThat(second.metric("stackstate_operator_leader", "")).isZero();
      assertThat(second.writes())
          .filteredOn(w -> w.startsWith("PATCH") && !w.contains("leases"))
          .isEmpty();
      first.close();
      server.apply(TestResources.trial(namespace, "other"));

      await().atMost(Duration.ofMinutes(3)).until(() -> hasStatus("other"));
      assertThat(second.metric("stackstate_operator_leader", "")).isEqualTo(1);
    } finally {
      second.close();
    }
  }

  @Test
  void whoStopsGivesTheLeadBackAtOnce() {
    TestOperator only = start("only");
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> only.metric("stackstate_operator_leader", "") == 1);
    assertThat(holder()).isEqualTo("only");

    only.close();

    assertThat(holder()).as("the lease would otherwise block for its duration").isNullOrEmpty();
  }

  private String holder() {
    return server
        .client()
        .leases()
        .inNamespace(namespace)
        .list()
        .getItems()
        .get(0)
        .getSpec()
        .getHolderIdentity();
  }

  private boolean hasStatus(String name) {
    StackStateInstance found =
        server
            .client()
            .resources(StackStateInstance.class)
            .inNamespace(namespace)
            .withName(name)
            .get();
    return found != null && found.getStatus() != null;
  }

  private TestOperator start(String identity) {
    return TestOperator.start(
        server.config(),
        Map.of(
            "watch-namespaces",
            namespace,
            "leader-election.enabled",
            true,
            "leader-election.lease-namespace",
            namespace,
            "leader-election.identity",
            identity,
            "leader-election.lease-duration",
            "60s",
            "leader-election.renew-deadline",
            "40s",
            "leader-election.retry-period",
            "500ms"));
  }
}
