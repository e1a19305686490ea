package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;

/** The pods that controllers would make of a workload. */
final class PodsOf {
  private PodsOf() {}

  static List<Pod> workload(HasMetadata object, String namespace) {
    if (object instanceof Deployment deployment) {
      return List.of(pod(object, deployment.getSpec().getTemplate(), namespace));
    }
    if (object instanceof StatefulSet set) {
      Pod pod = pod(object, set.getSpec().getTemplate(), namespace);
      set.getSpec()
          .getVolumeClaimTemplates()
          .forEach(
              claim ->
                  pod.getSpec()
                      .getVolumes()
                      .add(
                          new io.fabric8.kubernetes.api.model.VolumeBuilder()
                              .withName(claim.getMetadata().getName())
                              .withNewPersistentVolumeClaim("claim", false)
                              .build()));
      return List.of(pod);
    }
    return List.of();
  }

  private static Pod pod(HasMetadata workload, PodTemplateSpec template, String namespace) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(workload.getMetadata().getName())
        .withNamespace(namespace)
        .withLabels(template.getMetadata().getLabels())
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }
}
