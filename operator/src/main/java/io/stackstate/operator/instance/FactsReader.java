package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.crds.instance.StackStateInstanceStatus;
import io.stackstate.crds.instance.VersionStatus;
import io.stackstate.operator.content.InvalidSpecException;
import io.stackstate.operator.instance.model.BackendRef;
import io.stackstate.operator.instance.model.InstanceFacts;
import io.stackstate.operator.instance.model.InstanceModel;
import io.stackstate.operator.instance.model.Observed;
import io.stackstate.operator.instance.model.Reference;
import io.stackstate.operator.instance.model.Release;
import io.stackstate.operator.instance.model.ServedApis;
import io.stackstate.operator.k8s.ApiKind;
import io.stackstate.operator.k8s.ClusterFacts;
import io.stackstate.operator.k8s.ObjectId;
import io.stackstate.operator.k8s.OwnedObjects;
import io.stackstate.operator.k8s.Ownership;
import io.stackstate.operator.k8s.ReferencedObjects;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what the objects of an instance depend on beside its spec. A Secret counts as missing
 * only when the API server says so, since what is missing is generated. Thread-safe.
 */
final class FactsReader {
  private final ClusterFacts cluster;
  private final OwnedObjects owned;
  private final ReferencedObjects referenced;
  private final Release release;

  FactsReader(
      ClusterFacts cluster, OwnedObjects owned, ReferencedObjects referenced, Release release) {
    this.cluster = cluster;
    this.owned = owned;
    this.referenced = referenced;
    this.release = release;
  }

  /**
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when something cannot be read
   */
  InstanceFacts read(StackStateInstance instance) throws InvalidSpecException {
    Ownership owner = Ownership.of(instance);
    Map<String, Secret> secrets = new HashMap<>();
    Map<String, ConfigMap> configMaps = new HashMap<>();
    for (Reference reference : InstanceModel.references(instance)) {
      ObjectId id = new ObjectId("", reference.kind(), owner.namespace(), reference.name());
      find(owner, id).ifPresent(object -> put(object, secrets, configMaps));
    }
    Optional<VersionStatus> version =
        Optional.ofNullable(instance.getStatus()).map(StackStateInstanceStatus::version);
    return new InstanceFacts(
        apis(),
        secrets,
        release,
        new Observed(
            volumes(owner),
            configMaps,
            version.map(VersionStatus::current),
            version.map(VersionStatus::rolledBackFrom)));
  }

  /** Stops watching what an instance does not refer to any more. */
  void retain(StackStateInstance instance, Collection<BackendRef> backEnds)
      throws InvalidSpecException {
    Ownership owner = Ownership.of(instance);
    Set<ObjectId> needed = new HashSet<>();
    for (Reference reference : InstanceModel.references(instance)) {
      needed.add(new ObjectId("", reference.kind(), owner.namespace(), reference.name()));
    }
    backEnds.forEach(reference -> needed.add(id(owner, reference)));
    referenced.retain(owner, needed);
  }

  private static ObjectId id(Ownership owner, BackendRef reference) {
    return new ObjectId(reference.group(), reference.kind(), owner.namespace(), reference.name());
  }

  private Optional<GenericKubernetesResource> find(Ownership owner, ObjectId id) {
    Optional<GenericKubernetesResource> ours = owned.get(id);
    if (ours.isPresent()) {
      return ours;
    }
    ApiKind kind = cluster.preferred(id.group(), id.kind()).orElseThrow();
    Optional<GenericKubernetesResource> known = referenced.get(owner, kind, id);
    // Labelled as ours and yet not among ours: one of two watches is behind the other, and a Secret
    // that was deleted must not come back from a memory of it.
    return known.filter(FactsReader::isLabelled).isPresent() ? referenced.read(kind, id) : known;
  }

  private static boolean isLabelled(GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && Ownership.OPERATOR.equals(labels.get(Ownership.MANAGED_BY));
  }

  private static void put(
      GenericKubernetesResource object,
      Map<String, Secret> secrets,
      Map<String, ConfigMap> configMaps) {
    String json = Serialization.asJson(object);
    String name = object.getMetadata().getName();
    if (object.getKind().equals("Secret")) {
      secrets.put(name, Serialization.unmarshal(json, Secret.class));
    } else {
      configMaps.put(name, Serialization.unmarshal(json, ConfigMap.class));
    }
  }

  private Map<String, Quantity> volumes(Ownership owner) {
    Map<String, Quantity> volumes = new HashMap<>();
    for (GenericKubernetesResource object : owned.of(owner.namespace(), owner.name())) {
      if (object.getKind().equals("PersistentVolumeClaim")) {
        String size = object.get("spec", "resources", "requests", "storage");
        volumes.put(object.getMetadata().getName(), Quantity.parse(size));
      }
    }
    return volumes;
  }

  private ServedApis apis() {
    Map<String, String> versions = new HashMap<>();
    for (ApiKind kind : cluster.foreign()) {
      versions.putIfAbsent(kind.group() + "/" + kind.kind(), kind.apiVersion());
    }
    return new ServedApis(versions, cluster.openShift());
  }

  /** A resource of another operator, also one that was adopted; empty when there is none. */
  Optional<GenericKubernetesResource> backEnd(Ownership owner, BackendRef reference) {
    Optional<ApiKind> kind = cluster.preferred(reference.group(), reference.kind());
    ObjectId id = id(owner, reference);
    return kind.flatMap(served -> owned.get(id).or(() -> referenced.get(owner, served, id)));
  }

  /** True when the API server knows the kind. */
  boolean serves(BackendRef reference) {
    return cluster.preferred(reference.group(), reference.kind()).isPresent();
  }
}
