package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.stackstate.operator.k8s.Written.Op;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes objects by server-side apply, and only when it must: not when the object carries the hash
 * of what is desired and nothing of it was touched since, also across a restart. Fields that others
 * set stay theirs; a field of ours that somebody changed is taken back, with a line in the log. An
 * object that somebody else made is not touched (operator sheet, section 5.4). Thread-safe.
 */
public final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final ObjectClient client;
  private final ClusterFacts facts;
  private final OwnedObjects owned;
  private final WriteListener listener;
  private final ImmutableFields immutableFields;
  private final Autoscaled autoscaled;
  private final Map<ObjectId, Known> applied = new ConcurrentHashMap<>();

  /** How an object looked right after it was applied. */
  private record Known(String uid, Long generation, String resourceVersion) {
    static Known of(GenericKubernetesResource object) {
      var meta = object.getMetadata();
      return new Known(meta.getUid(), meta.getGeneration(), meta.getResourceVersion());
    }

    /** Objects without a generation tell by their version only that anything changed at all. */
    boolean isUntouched(GenericKubernetesResource object) {
      var meta = object.getMetadata();
      return uid.equals(meta.getUid())
          && (generation == null
              ? resourceVersion.equals(meta.getResourceVersion())
              : generation.equals(meta.getGeneration()));
    }
  }

  public Applier(
      ObjectClient client, ClusterFacts facts, OwnedObjects owned, WriteListener listener) {
    this.client = client;
    this.facts = facts;
    this.owned = owned;
    this.listener = listener;
    this.immutableFields = new ImmutableFields(client, facts, owned);
    this.autoscaled = new Autoscaled(client);
    owned.onGone(applied::remove);
  }

  /** Writes on behalf of an owner. */
  public ObjectWriter forOwner(Ownership owner) {
    return desired -> apply(owner, desired);
  }

  private Written apply(Ownership owner, HasMetadata wish) {
    ObjectId id = ObjectId.of(wish);
    Optional<ApiKind> kind = facts.find(wish.getApiVersion(), wish.getKind());
    if (kind.isEmpty()) {
      return KubeFailure.crdMissing(id.group(), id.kind());
    }
    GenericKubernetesResource desired = ObjectHash.stamped(wish, owner.uid());
    GenericKubernetesResource observed = owned.get(id).orElse(null);
    if (observed != null && isCurrent(id, desired, observed)) {
      return done(Op.SKIPPED, id, observed);
    }
    try {
      return write(owner, kind.get(), desired, observed);
    } catch (KubernetesClientException e) {
      listener.failed(id);
      return KubeFailure.blocked(e, "patch", id).orElseThrow(() -> e);
    }
  }

  private boolean isCurrent(
      ObjectId id, GenericKubernetesResource desired, GenericKubernetesResource observed) {
    if (observed.getMetadata().getDeletionTimestamp() != null
        || !Objects.equals(ObjectHash.of(desired), ObjectHash.of(observed))) {
      return false;
    }
    Known known = applied.get(id);
    if (known == null || !known.isUntouched(observed)) {
      return isRecognised(id, desired, observed);
    }
    return contains(observed.getMetadata().getLabels(), desired.getMetadata().getLabels())
        && contains(
            observed.getMetadata().getAnnotations(), desired.getMetadata().getAnnotations());
  }

  /**
   * After a start nothing is known of what was applied: the object itself tells. Otherwise each
   * restart of the operator would write every object of every instance once. It also tells when
   * others changed what is theirs, as an autoscaler does.
   */
  private boolean isRecognised(
      ObjectId id, GenericKubernetesResource desired, GenericKubernetesResource observed) {
    boolean whole = Coverage.of(desired, observed);
    if (whole) {
      applied.put(id, Known.of(observed));
    }
    return whole;
  }

  private static boolean contains(Map<String, String> all, Map<String, String> some) {
    return some == null || all != null && all.entrySet().containsAll(some.entrySet());
  }

  private Written write(
      Ownership owner,
      ApiKind kind,
      GenericKubernetesResource desired,
      GenericKubernetesResource cached) {
    ObjectId id = ObjectId.of(desired);
    GenericKubernetesResource before = cached == null ? client.get(kind, id).orElse(null) : cached;
    Optional<Written> obstacle =
        before == null ? Optional.empty() : obstacle(owner, id, before, cached == null);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    boolean wasOurs =
        before != null && Objects.equals(ObjectHash.of(desired), ObjectHash.of(before));
    if (before != null) {
      autoscaled.keepReplicas(kind, desired);
    }
    GenericKubernetesResource after;
    try {
      after = applyResolvingConflicts(kind, desired);
    } catch (KubernetesClientException e) {
      if (before == null || !KubeFailure.isImmutable(e)) {
        throw e;
      }
      return immutableFields.change(kind, desired, before, e);
    }
    applied.put(id, Known.of(after));
    owned.remember(after);
    Op op = op(before, after);
    if (op == Op.CHANGED && wasOurs) {
      listener.driftCorrected(id);
    }
    return done(op, id, after);
  }

  /** Why an object that exists may not be written. */
  private static Optional<Written> obstacle(
      Ownership owner, ObjectId id, GenericKubernetesResource before, boolean unknownToCache) {
    if (before.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of(
          new Written.Waiting("BeingDeleted", id + " is being deleted; it is made anew then"));
    }
    if (!owner.mayWrite(before)) {
      return Optional.of(
          new Written.Blocked(
              "NotOurs",
              "%s exists already and is not of this resource: remove it, or label it %s=true to have it taken over"
                  .formatted(id, Ownership.ADOPT)));
    }
    if (unknownToCache && id.kind().equals("Secret") && owner.refersTo(before)) {
      // Its content may have been generated: what was desired without knowing it must not replace
      // it.
      return Optional.of(
          new Written.Waiting("CacheBehind", id + " exists already and is not listed yet"));
    }
    return Optional.empty();
  }

  private GenericKubernetesResource applyResolvingConflicts(
      ApiKind kind, GenericKubernetesResource desired) {
    try {
      return client.apply(kind, desired, false);
    } catch (KubernetesClientException e) {
      if (!KubeFailure.isFieldConflict(e)) {
        throw e;
      }
      LOG.info("{}: fields are taken back: {}", ObjectId.of(desired), KubeFailure.text(e));
      return client.apply(kind, desired, true);
    }
  }

  private static Op op(GenericKubernetesResource before, GenericKubernetesResource after) {
    if (before == null) {
      return Op.CREATED;
    }
    String version = before.getMetadata().getResourceVersion();
    return after.getMetadata().getResourceVersion().equals(version) ? Op.UNCHANGED : Op.CHANGED;
  }

  private Written done(Op op, ObjectId id, GenericKubernetesResource now) {
    listener.written(op, id);
    return new Written.Done(op, now);
  }
}
