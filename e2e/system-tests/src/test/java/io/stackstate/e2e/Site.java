package io.stackstate.e2e;

import java.io.IOException;

/** An instance of split roles in a namespace of its own, which is deleted with it. */
final class Site implements AutoCloseable {
  private final Cluster cluster;
  private final String namespace;
  private final Instance instance;

  Site(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    instance = new Instance(cluster.client(), namespace, "site");
    InstalledOperator.require(cluster);
    cluster.createNamespace(namespace);
  }

  /**
   * Creates what a manifest has, waits until it is ready, and has it synchronize what an {@link
   * Agent} sends.
   */
  Platform start(String manifest) throws IOException, InterruptedException {
    cluster.client().load(Site.class.getResourceAsStream(manifest)).inNamespace(namespace).create();
    instance.resource().awaitReady();
    Platform platform = instance.platform();
    platform.synchronize(Agent.TYPE, Agent.URL);
    return platform;
  }

  Instance instance() {
    return instance;
  }

  @Override
  public void close() {
    cluster.deleteNamespace(namespace);
  }
}
