package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The ServiceAccounts of the pods: one that has no rights, and one for the pods that {@link
 * OutputRights} are for.
 */
final class Identity {
  private Identity() {}

  static List<HasMetadata> of(Resolved instance) {
    TreeSet<String> names = new TreeSet<>();
    names.add(instance.name());
    names.add(OutputRights.account(instance));
    return names.stream().map(name -> account(instance, name)).toList();
  }

  private static HasMetadata account(Resolved instance, String name) {
    ObjectMeta meta = instance.meta(name);
    Map<String, String> annotations = instance.spec().serviceAccountAnnotations();
    if (annotations != null && !annotations.isEmpty()) {
      meta.setAnnotations(new LinkedHashMap<>(annotations));
    }
    return new ServiceAccountBuilder()
        .withMetadata(meta)
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
