package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grows the claims of a StatefulSet, which its own template cannot: each claim that exists and is
 * smaller than desired is patched. Thread-safe.
 */
final class VolumeGrowth {
  private static final Logger LOG = LoggerFactory.getLogger(VolumeGrowth.class);

  private final ObjectClient client;
  private final ApiKind claims;

  VolumeGrowth(ObjectClient client, ClusterFacts facts) {
    this.client = client;
    this.claims = facts.preferred("", "PersistentVolumeClaim").orElseThrow();
  }

  /**
   * @return why the claims cannot be what is desired; empty when they are
   */
  Optional<Written> grow(GenericKubernetesResource desired, GenericKubernetesResource before) {
    Integer replicas = before.get("spec", "replicas");
    List<Map<String, Object>> templates = desired.get("spec", "volumeClaimTemplates");
    for (Map<String, Object> template :
        templates == null ? List.<Map<String, Object>>of() : templates) {
      String size =
          GenericKubernetesResource.get(template, "spec", "resources", "requests", "storage");
      String name = GenericKubernetesResource.get(template, "metadata", "name");
      for (int i = 0; i < (replicas == null ? 1 : replicas); i++) {
        String claim = name + "-" + desired.getMetadata().getName() + "-" + i;
        Optional<Written> refused =
            growTo(
                new ObjectId(
                    "", "PersistentVolumeClaim", desired.getMetadata().getNamespace(), claim),
                size);
        if (refused.isPresent()) {
          return refused;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Written> growTo(ObjectId id, String size) {
    Optional<GenericKubernetesResource> claim = client.get(claims, id);
    if (claim.isEmpty() || size == null) {
      return Optional.empty();
    }
    String now = claim.get().get("spec", "resources", "requests", "storage");
    int order = bytes(size).compareTo(bytes(now));
    if (order == 0) {
      return Optional.empty();
    }
    if (order < 0) {
      return Optional.of(
          new Written.Blocked(
              "VolumeShrink", "%s has %s and cannot shrink to %s".formatted(id, now, size)));
    }
    LOG.info("{}: grows from {} to {}", id, now, size);
    try {
      client.mergePatch(
          claims,
          claim.get(),
          "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}}".formatted(size));
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 403 && e.getCode() != 422) {
        throw e;
      }
      return Optional.of(
          new Written.Blocked(
              "VolumeCannotGrow",
              "%s cannot grow from %s to %s: %s; a StorageClass with allowVolumeExpansion is needed"
                  .formatted(id, now, size, KubeFailure.text(e))));
    }
  }

  private static BigDecimal bytes(String quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity));
  }
}
