package io.stackstate.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node that all tests share, with the images of this source tree. A node that is up already is
 * used and left up. Thread-safe.
 */
final class Cluster implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Cluster.class);

  private final boolean ours;
  private final KubernetesClient client;

  private Cluster(boolean ours) {
    this.ours = ours;
    File kubeconfig = new File(ClusterTool.run("kubeconfig"));
    client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /** Builds what is missing and starts the node. */
  static Cluster start() {
    boolean up = ClusterTool.attempt("status").code() == 0;
    for (String step : new String[] {"build", "images", "up"}) {
      log.info("{}: {}", step, ClusterTool.run(step));
    }
    return new Cluster(!up);
  }

  /** With all rights. */
  KubernetesClient client() {
    return client;
  }

  /** A new namespace, with nothing that would weaken what the cluster enforces. */
  String createNamespace(String name) {
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /** Deletes it with all that is in it, and waits until it is gone. */
  void deleteNamespace(String name) {
    client.namespaces().withName(name).delete();
    client.namespaces().withName(name).waitUntilCondition(n -> n == null, 3, TimeUnit.MINUTES);
  }

  @Override
  public void close() {
    client.close();
    if (ours) {
      log.info("{}", ClusterTool.run("down"));
    }
  }
}
