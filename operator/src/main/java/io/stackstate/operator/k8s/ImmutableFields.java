package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when the API server refuses to change a field of an object that exists: a StatefulSet
 * is made anew around its running pods, after its volumes have grown; a Job is run anew; anything
 * else needs a person (operator sheet, section 5.4). Thread-safe.
 */
final class ImmutableFields {
  private static final Logger LOG = LoggerFactory.getLogger(ImmutableFields.class);

  private final ObjectClient client;
  private final OwnedObjects owned;
  private final VolumeGrowth volumes;

  ImmutableFields(ObjectClient client, ClusterFacts facts, OwnedObjects owned) {
    this.client = client;
    this.owned = owned;
    this.volumes = new VolumeGrowth(client, facts);
  }

  Written change(
      ApiKind kind,
      GenericKubernetesResource desired,
      GenericKubernetesResource before,
      KubernetesClientException refusal) {
    ObjectId id = ObjectId.of(desired);
    return switch (id.kind()) {
      case "StatefulSet" ->
          volumes.grow(desired, before).orElseGet(() -> again(kind, before, Why.VOLUMES));
      case "Job" -> again(kind, before, Why.JOB);
      default ->
          new Written.Blocked(
              "ImmutableField",
              "%s: %s; delete it, and it is made anew".formatted(id, KubeFailure.text(refusal)));
    };
  }

  private enum Why {
    VOLUMES(DeletionPropagation.ORPHAN, "is made anew around its running pods"),
    JOB(DeletionPropagation.BACKGROUND, "is run anew with its new definition");

    private final DeletionPropagation propagation;
    private final String text;

    Why(DeletionPropagation propagation, String text) {
      this.propagation = propagation;
      this.text = text;
    }
  }

  private Written again(ApiKind kind, GenericKubernetesResource before, Why why) {
    ObjectId id = ObjectId.of(before);
    LOG.info("{} {}", id, why.text);
    Optional<GenericKubernetesResource> live = client.get(kind, id);
    live.ifPresent(object -> client.delete(kind, object, why.propagation));
    owned.forget(id);
    return new Written.Waiting("Recreating", id + " " + why.text);
  }
}
