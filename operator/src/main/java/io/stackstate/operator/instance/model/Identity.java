package io.stackstate.operator.instance.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ServiceAccount of all pods, which has no rights: none of them talks to the API server. */
final class Identity {
  private Identity() {}

  static HasMetadata of(Resolved instance) {
    ObjectMeta meta = instance.meta(instance.name());
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
