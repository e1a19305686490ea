package io.stackstate.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Reports in the place of controllers and kubelet that all pods of a namespace run. */
final class Kubelet {
  /** What the operator writes in the meantime is no obstacle. */
  private static final String ANY = null;

  private final KubernetesClient client;
  private final String namespace;

  Kubelet(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** All workloads that there are now are up to date and ready. */
  void run() {
    client.apps().statefulSets().inNamespace(namespace).list().getItems().forEach(this::run);
    client.apps().deployments().inNamespace(namespace).list().getItems().forEach(this::run);
  }

  private void run(StatefulSet set) {
    int replicas = set.getSpec().getReplicas();
    client
        .resource(
            new StatefulSetBuilder(set)
                .editMetadata()
                .withResourceVersion(ANY)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withCurrentRevision("1")
                .withUpdateRevision("1")
                .endStatus()
                .build())
        .updateStatus();
  }

  private void run(Deployment deployment) {
    int replicas = deployment.getSpec().getReplicas();
    client
        .resource(
            new DeploymentBuilder(deployment)
                .editMetadata()
                .withResourceVersion(ANY)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .endStatus()
                .build())
        .updateStatus();
  }

  /** Replaces the status of a resource of another operator, as that operator would. */
  void report(String apiVersion, String kind, String name, String statusJson) {
    GenericKubernetesResource found =
        client
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(namespace)
            .withName(name)
            .get();
    client
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(namespace)
        .resource(found)
        .subresource("status")
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            "{\"status\":" + statusJson + "}");
  }
}
