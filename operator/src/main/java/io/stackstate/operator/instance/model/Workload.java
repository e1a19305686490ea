package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.stackstate.crds.instance.Storage;

/** Deployments and StatefulSets around a pod (deployment sheet, sections 2.6 and 14). */
final class Workload {
  private static final int KEPT_REVISIONS = 3;

  private final Resolved instance;
  private final Component component;
  private final String name;

  Workload(Resolved instance, Component component) {
    this.instance = instance;
    this.component = component;
    this.name = instance.name(component);
  }

  /** Pods of which the old one is gone before the new one starts: the single writer of its data. */
  HasMetadata recreated(PodTemplateSpec pod, int replicas) {
    return new DeploymentBuilder()
        .withMetadata(instance.meta(name, component))
        .withNewSpec()
        .withReplicas(instance.suspended() ? 0 : replicas)
        .withRevisionHistoryLimit(KEPT_REVISIONS)
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(Labels.selector(instance.name(), component))
        .endSelector()
        .withTemplate(pod)
        .endSpec()
        .build();
  }

  /**
   * Pods that are replaced one by one.
   *
   * @param replicas null when somebody else decides
   */
  HasMetadata rolling(PodTemplateSpec pod, Integer replicas) {
    boolean several = replicas == null || replicas > 1;
    return new DeploymentBuilder()
        .withMetadata(instance.meta(name, component))
        .withNewSpec()
        .withReplicas(instance.suspended() ? Integer.valueOf(0) : replicas)
        .withRevisionHistoryLimit(KEPT_REVISIONS)
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxSurge(1)
        .withNewMaxUnavailable(several ? 1 : 0)
        .endRollingUpdate()
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(Labels.selector(instance.name(), component))
        .endSelector()
        .withTemplate(pod)
        .endSpec()
        .build();
  }

  /** One pod with a volume of its own, which outlives it. */
  HasMetadata stateful(PodTemplateSpec pod, int replicas, Storage storage, String defaultSize) {
    return new StatefulSetBuilder()
        .withMetadata(instance.meta(name, component))
        .withNewSpec()
        .withReplicas(instance.suspended() ? 0 : replicas)
        .withRevisionHistoryLimit(KEPT_REVISIONS)
        .withServiceName(FrontService.headlessName(instance, component))
        // A pod that does not become ready must not keep its mended successor from starting.
        .withPodManagementPolicy("Parallel")
        .withNewUpdateStrategy()
        .withType("RollingUpdate")
        .endUpdateStrategy()
        .withNewPersistentVolumeClaimRetentionPolicy()
        .withWhenDeleted(instance.spec().deletionPolicy().volumes().name())
        .withWhenScaled("Retain")
        .endPersistentVolumeClaimRetentionPolicy()
        .withNewSelector()
        .withMatchLabels(Labels.selector(instance.name(), component))
        .endSelector()
        .withTemplate(pod)
        .withVolumeClaimTemplates(claim(storage, defaultSize))
        .endSpec()
        .build();
  }

  /** Nothing in it may change later but the size, not even a label. */
  private PersistentVolumeClaim claim(Storage storage, String defaultSize) {
    Quantity wanted = new Quantity(storage == null ? defaultSize : storage.size());
    Quantity there =
        instance.facts().observed().volumes().get(PlatformPod.DATA + "-" + name + "-0");
    boolean larger =
        there != null && there.getNumericalAmount().compareTo(wanted.getNumericalAmount()) > 0;
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(PlatformPod.DATA)
        .withLabels(Labels.selector(instance.name(), component))
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storage == null ? null : storage.storageClass())
        .withVolumeMode("Filesystem")
        .withNewResources()
        .addToRequests("storage", larger ? there : wanted)
        .endResources()
        .endSpec()
        .build();
  }
}
