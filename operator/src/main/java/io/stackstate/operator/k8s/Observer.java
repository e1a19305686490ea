package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/** Writes nothing: for resources whose user asked to leave all as it is. Thread-safe. */
public final class Observer {
  private final OwnedObjects owned;

  public Observer(OwnedObjects owned) {
    this.owned = owned;
  }

  /** Reports what there is. */
  public ObjectWriter writer() {
    return desired -> {
      ObjectId id = ObjectId.of(desired);
      Optional<GenericKubernetesResource> there = owned.get(id);
      return there.isPresent()
          ? new Written.Done(Written.Op.SKIPPED, there.get())
          : new Written.Waiting("Paused", id + " does not exist, and is not made while paused");
    };
  }
}
