package io.stackstate.operator.instance;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.stackstate.operator.instance.model.Release;
import io.stackstate.operator.k8s.Applier;
import io.stackstate.operator.k8s.ClusterFacts;
import io.stackstate.operator.k8s.ObjectClient;
import io.stackstate.operator.k8s.Observer;
import io.stackstate.operator.k8s.OwnedObjects;
import io.stackstate.operator.k8s.Planner;
import io.stackstate.operator.k8s.Pruner;
import io.stackstate.operator.k8s.ReferencedObjects;
import io.stackstate.operator.metrics.OperatorMetrics;
import io.stackstate.operator.status.EventPublisher;

/** What reconciling instances works with; each part is thread-safe. */
public record Tools(
    OwnedObjects owned,
    ReferencedObjects referenced,
    FactsReader facts,
    Applier applier,
    Planner planner,
    Observer observer,
    Pruner pruner,
    InstanceDirectory directory,
    Announcer announcer,
    Release release,
    OperatorMetrics metrics) {

  /**
   * Wires them.
   *
   * @param writes the calls that change objects
   */
  public static Tools of(
      KubernetesClient client,
      ObjectClient writes,
      ClusterFacts cluster,
      OwnedObjects owned,
      InstanceDirectory directory,
      EventPublisher events,
      Release release,
      OperatorMetrics metrics) {
    ReferencedObjects referenced = new ReferencedObjects(client);
    Applier applier = new Applier(writes, cluster, owned, metrics);
    return new Tools(
        owned,
        referenced,
        new FactsReader(cluster, owned, referenced, release),
        applier,
        new Planner(writes, cluster),
        new Observer(owned),
        new Pruner(writes, cluster, owned, metrics),
        directory,
        new Announcer(events, metrics),
        release,
        metrics);
  }
}
