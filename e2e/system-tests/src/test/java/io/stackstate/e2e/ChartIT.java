package io.stackstate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart on a real cluster: what it may touch, and what stays when it goes. */
@SystemTest
class ChartIT {
  /** Nothing of it runs, so that only the operator is looked at. */
  private static final String SUSPENDED =
      "{mode: Trial, suspend: true, baseUrl: 'http://localhost:7070'}";

  private final Cluster cluster;
  private final KubernetesClient client;

  ChartIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
  }

  @BeforeEach
  void createNamespaces() {
    cluster.createNamespace("chart-mine");
    cluster.createNamespace("chart-others");
  }

  @AfterEach
  void deleteNamespaces() {
    for (String namespace : new String[] {"chart-mine", "chart-others"}) {
      // Whoever would finish its deletion may not be there any more.
      ClusterTool.attempt(
          "kubectl",
          "-n",
          namespace,
          "patch",
          "stackstateinstance",
          "demo",
          "--type=merge",
          "-p",
          "{\"metadata\":{\"finalizers\":null}}");
      cluster.deleteNamespace(namespace);
    }
  }

  @Test
  void anOperatorOfSomeNamespacesLeavesOthersAlone() {
    InstalledOperator.require(cluster, "watch.mode=List", "watch.namespaces={chart-mine}");
    Declared others = new Declared(client, "chart-others", "StackStateInstance", "demo");
    others.create(SUSPENDED);
    Declared mine = new Declared(client, "chart-mine", "StackStateInstance", "demo");
    mine.create(SUSPENDED);
    mine.awaitObserved();
    assertThat(others.status().isMissingNode()).isTrue();
    assertThat(Leftovers.of(client, "chart-others")).containsExactly("StackStateInstance/demo");
    assertThat(
            ClusterTool.attempt(
                    "kubectl",
                    "auth",
                    "can-i",
                    "get",
                    "secrets",
                    "-n",
                    "chart-others",
                    "--as=system:serviceaccount:operator:stackstate-operator")
                .output())
        .isEqualTo("no");
  }

  @Test
  void uninstalledItLeavesResourcesAndInstalledAgainItGoesOn() {
    InstalledOperator.require(cluster);
    Declared others = new Declared(client, "chart-others", "StackStateInstance", "demo");
    others.create(SUSPENDED);
    Declared mine = new Declared(client, "chart-mine", "StackStateInstance", "demo");
    mine.create(SUSPENDED);
    mine.awaitObserved();
    var before = Leftovers.of(client, "chart-mine");
    InstalledOperator.uninstall(cluster);
    assertThat(Leftovers.of(client, "chart-mine")).containsAll(before);
    mine.patch("{\"spec\": {\"baseUrl\": \"http://localhost:7071\"}}");
    InstalledOperator.require(cluster);
    mine.awaitObserved();
    assertThat(mine.status().path("url").asText()).isEqualTo("http://localhost:7071");
  }
}
