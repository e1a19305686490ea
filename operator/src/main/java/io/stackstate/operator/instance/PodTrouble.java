package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Why pods of a workload do not run, as far as waiting does not help (deployment sheet, section
 * 10.1). Pure.
 */
final class PodTrouble {
  private static final Set<String> IMAGE =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
  private static final Set<String> CONFIG =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  private PodTrouble() {}

  /**
   * @param workload a Deployment or StatefulSet
   * @param objects all objects of the instance, its pods among them
   */
  static Optional<Readiness.Failing> of(
      GenericKubernetesResource workload, List<GenericKubernetesResource> objects) {
    Map<String, String> selector = workload.get("spec", "selector", "matchLabels");
    return objects.stream()
        .filter(object -> object.getKind().equals("Pod"))
        .filter(pod -> selector != null && isSelected(pod, selector))
        .map(PodTrouble::of)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isSelected(GenericKubernetesResource pod, Map<String, String> selector) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels != null && labels.entrySet().containsAll(selector.entrySet());
  }

  private static Optional<Readiness.Failing> of(GenericKubernetesResource pod) {
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      List<Map<String, Object>> containers = pod.get("status", list);
      for (Map<String, Object> container :
          containers == null ? List.<Map<String, Object>>of() : containers) {
        Optional<Readiness.Failing> found = ofContainer(pod, container);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return unschedulable(pod);
  }

  private static Optional<Readiness.Failing> ofContainer(
      GenericKubernetesResource pod, Map<String, Object> container) {
    String reason = GenericKubernetesResource.get(container, "state", "waiting", "reason");
    String message =
        Objects.toString(
            GenericKubernetesResource.get(container, "state", "waiting", "message"), "");
    String where = "pod " + pod.getMetadata().getName() + ", container " + container.get("name");
    if (reason == null) {
      return Optional.empty();
    }
    if (IMAGE.contains(reason)) {
      return Optional.of(
          new Readiness.Failing(
              "ImagePullFailed",
              "%s: image %s cannot be pulled (%s): %s"
                  .formatted(where, container.get("image"), reason, message)));
    }
    if (CONFIG.contains(reason)) {
      return Optional.of(new Readiness.Failing("ContainerConfigError", where + ": " + message));
    }
    if (reason.equals("CrashLoopBackOff")) {
      return Optional.of(
          new Readiness.Failing(
              "CrashLoop",
              "%s ends again and again after its start; kubectl logs --previous shows why"
                  .formatted(where)));
    }
    return Optional.empty();
  }

  private static Optional<Readiness.Failing> unschedulable(GenericKubernetesResource pod) {
    List<Map<String, Object>> conditions = pod.get("status", "conditions");
    return (conditions == null ? List.<Map<String, Object>>of() : conditions)
        .stream()
            .filter(c -> "PodScheduled".equals(c.get("type")) && "False".equals(c.get("status")))
            .filter(c -> "Unschedulable".equals(c.get("reason")))
            .findFirst()
            .map(
                c ->
                    new Readiness.Failing(
                        "Unschedulable",
                        "pod %s finds no node: %s"
                            .formatted(pod.getMetadata().getName(), c.get("message"))));
  }
}
