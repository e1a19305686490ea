package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Lets go of {@code spec.replicas} of a Deployment that is scaled by others from now on. A field
 * whose only owner applies without it is removed, and the API server's default for this one is 1:
 * turning autoscaling on would stop all pods but one. So the number is first owned in another name
 * too, until the autoscaler takes it over (Kubernetes documentation, "Transferring ownership").
 */
final class Autoscaled {
  private static final String HANDOVER = ObjectClient.FIELD_MANAGER + "-handover";

  private final ObjectClient client;

  Autoscaled(ObjectClient client) {
    this.client = client;
  }

  /** To be called before {@code desired} is applied; does nothing when there is nothing to keep. */
  void keepReplicas(ApiKind kind, GenericKubernetesResource desired) {
    if (!"Deployment".equals(desired.getKind()) || desired.get("spec", "replicas") != null) {
      return;
    }
    Optional<GenericKubernetesResource> live = client.get(kind, ObjectId.of(desired));
    if (live.isEmpty() || !isOurs(live.get())) {
      return;
    }
    Object replicas = live.get().get("spec", "replicas");
    GenericKubernetesResource scale =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(desired.getApiVersion())
            .withKind(desired.getKind())
            .withNewMetadata()
            .withNamespace(desired.getMetadata().getNamespace())
            .withName(desired.getMetadata().getName())
            .endMetadata()
            .addToAdditionalProperties("spec", Map.of("replicas", replicas))
            .build();
    client.applyAs(HANDOVER, kind, scale);
  }

  private static boolean isOurs(GenericKubernetesResource live) {
    return live.getMetadata().getManagedFields().stream()
        .filter(entry -> ObjectClient.FIELD_MANAGER.equals(entry.getManager()))
        .map(entry -> entry.getFieldsV1().getAdditionalProperties().get("f:spec"))
        .anyMatch(spec -> spec instanceof Map<?, ?> fields && fields.containsKey("f:replicas"));
  }
}
