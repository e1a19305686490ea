package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.stackstate.crds.instance.ComponentStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workloads of an instance as its status shows them. Pure. */
final class Components {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");
  private static final int MOST = 40;

  private Components() {}

  static List<ComponentStatus> of(List<GenericKubernetesResource> existing) {
    return existing.stream()
        .filter(object -> WORKLOADS.contains(object.getKind()))
        .map(object -> component(object, existing))
        .sorted(Comparator.comparing(ComponentStatus::name))
        .limit(MOST)
        .toList();
  }

  private static ComponentStatus component(
      GenericKubernetesResource workload, List<GenericKubernetesResource> existing) {
    List<Map<String, Object>> containers = workload.get("spec", "template", "spec", "containers");
    String image =
        containers == null || containers.isEmpty() ? null : (String) containers.get(0).get("image");
    return new ComponentStatus(
        workload.getMetadata().getName(),
        workload.getKind(),
        number(workload, "spec", "replicas"),
        number(workload, "status", "readyReplicas"),
        number(workload, "status", "updatedReplicas"),
        image,
        message(workload, existing).orElse(null));
  }

  private static Optional<String> message(
      GenericKubernetesResource workload, List<GenericKubernetesResource> existing) {
    Readiness readiness = Readiness.of(workload);
    if (readiness instanceof Readiness.Failing failing) {
      return Optional.of(failing.message());
    }
    if (readiness instanceof Readiness.Progressing progressing) {
      return Optional.of(
          PodTrouble.of(workload, existing)
              .map(Readiness.Failing::message)
              .orElse(progressing.message()));
    }
    return Optional.empty();
  }

  private static int number(GenericKubernetesResource object, Object... path) {
    Number number = object.get(path);
    return number == null ? 0 : number.intValue();
  }
}
