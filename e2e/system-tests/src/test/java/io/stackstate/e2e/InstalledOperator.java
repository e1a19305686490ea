package io.stackstate.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator on the cluster, installed by its chart as a user does. */
final class InstalledOperator {
  static final String NAMESPACE = "operator";
  private static final String RELEASE = "stackstate";
  private static final String NAME = "stackstate-operator";
  private static final String CHART = "helm/stackstate-operator";

  private InstalledOperator() {}

  /**
   * Installs it, or changes what is installed, and waits until the images of now run.
   *
   * @param values for {@code --set}
   */
  static void require(Cluster cluster, String... values) {
    helm(values);
    KubernetesClient client = cluster.client();
    // The tag is always the same, what is behind it is not.
    client.apps().deployments().inNamespace(NAMESPACE).withName(NAME).rolling().restart();
    ClusterTool.run(
        "kubectl", "-n", NAMESPACE, "rollout", "status", "deployment/" + NAME, "--timeout=5m");
  }

  private static void helm(String... values) {
    List<String> command = new ArrayList<>(List.of("helm", "upgrade", "--install", RELEASE));
    command.add(ClusterTool.project().resolve(CHART).toString());
    command.addAll(List.of("--namespace", NAMESPACE, "--create-namespace", "--reset-values"));
    List<String> all =
        new ArrayList<>(
            List.of(
                "image.registry=registry.test",
                "platform.elasticsearchImage=registry.test/stackstate/elasticsearch:0.1.0",
                "replicaCount=1"));
    all.addAll(Arrays.asList(values));
    all.forEach(value -> command.addAll(List.of("--set", value)));
    ClusterTool.run(command.toArray(String[]::new));
  }

  /** Takes it away; waits until its pods are gone. */
  static void uninstall(Cluster cluster) {
    ClusterTool.run("helm", "uninstall", RELEASE, "--namespace", NAMESPACE, "--wait");
    cluster
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("app.kubernetes.io/instance", RELEASE)
        .informOnCondition(List::isEmpty)
        .orTimeout(2, TimeUnit.MINUTES)
        .join();
  }
}
