package io.stackstate.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The operator on the cluster, from its image, with its CRDs; watches all namespaces. */
final class InstalledOperator {
  private static final String NAMESPACE = "operator";

  private InstalledOperator() {}

  /** Installs what is not there, and waits until it is ready. */
  static void require(Cluster cluster) {
    KubernetesClient client = cluster.client();
    applyCrds(client);
    if (client.namespaces().withName(NAMESPACE).get() == null) {
      cluster.createNamespace(NAMESPACE);
    }
    client
        .load(InstalledOperator.class.getResourceAsStream("/operator.yaml"))
        .inNamespace(NAMESPACE)
        .forceConflicts()
        .serverSideApply();
    client
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName("operator")
        .waitUntilReady(5, TimeUnit.MINUTES);
  }

  private static void applyCrds(KubernetesClient client) {
    Path folder = ClusterTool.project().resolve("crds/generated");
    try (DirectoryStream<Path> crds = Files.newDirectoryStream(folder, "*.yml")) {
      for (Path crd : crds) {
        client.load(Files.newInputStream(crd)).forceConflicts().serverSideApply();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
