package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what was made for an owner and is not desired any more. Looks at each candidate on the
 * API server before it deletes, and never touches data: no claims, no Secrets that are to be kept,
 * nothing whose owner reference names another owner (operator sheet, section 5.4). Thread-safe.
 */
public final class Pruner {
  private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);
  private static final Set<String> NEVER = Set.of("PersistentVolumeClaim", "Namespace", "Pod");

  private final ObjectClient client;
  private final ClusterFacts facts;
  private final OwnedObjects owned;
  private final WriteListener listener;

  public Pruner(
      ObjectClient client, ClusterFacts facts, OwnedObjects owned, WriteListener listener) {
    this.client = client;
    this.facts = facts;
    this.owned = owned;
    this.listener = listener;
  }

  /** What {@link #prune} would delete, as far as is known without asking the API server. */
  public List<ObjectId> candidates(Ownership owner, Set<ObjectId> desired) {
    return owned.of(owner.namespace(), owner.name()).stream()
        .filter(object -> isCandidate(owner, object))
        .map(ObjectId::of)
        .filter(id -> !desired.contains(id))
        .toList();
  }

  /**
   * @param desired all that is desired; must be complete
   * @return empty when nothing is left; otherwise why something is
   */
  public Optional<Written.Blocked> prune(Ownership owner, Set<ObjectId> desired) {
    Optional<Written.Blocked> obstacle = Optional.empty();
    for (ObjectId id : candidates(owner, desired)) {
      try {
        delete(owner, id);
      } catch (KubernetesClientException e) {
        listener.failed(id);
        obstacle = Optional.of(KubeFailure.blocked(e, "delete", id).orElseThrow(() -> e));
      }
    }
    return obstacle;
  }

  private void delete(Ownership owner, ObjectId id) {
    ApiKind kind = facts.preferred(id.group(), id.kind()).orElse(null);
    if (kind == null) {
      return;
    }
    Optional<GenericKubernetesResource> live = client.get(kind, id);
    if (live.isPresent() && isCandidate(owner, live.get())) {
      LOG.info("{} is not desired any more and is deleted", id);
      client.delete(kind, live.get(), DeletionPropagation.BACKGROUND);
      listener.pruned(id);
    }
    owned.forget(id);
  }

  private static boolean isCandidate(Ownership owner, GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return !NEVER.contains(object.getKind())
        && object.getMetadata().getDeletionTimestamp() == null
        && owner.refersTo(object)
        && labels != null
        && Ownership.OPERATOR.equals(labels.get(Ownership.MANAGED_BY));
  }
}
