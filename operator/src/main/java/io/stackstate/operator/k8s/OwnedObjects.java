package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects that carry our label, kept up to date by one informer per kind and namespace. What
 * was just written is seen at once, before the informer has heard of it, and never replaced by
 * something older. Thread-safe. What it hands out must not be changed.
 */
public final class OwnedObjects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedObjects.class);
  private static final Duration SYNC = Duration.ofMinutes(2);
  private static final Duration CONFIRMATION = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final Set<String> namespaces;
  private final Map<ApiKind, List<SharedIndexInformer<GenericKubernetesResource>>> informers =
      new ConcurrentHashMap<>();
  private final Map<ObjectId, GenericKubernetesResource> objects = new ConcurrentHashMap<>();

  /** Namespace and instance label of an object to the ids of all such objects. */
  private final Map<InstanceKey, Set<ObjectId>> byInstance = new ConcurrentHashMap<>();

  /** When something was written that no informer has reported yet; nano time. */
  private final Map<ObjectId, Long> unconfirmed = new ConcurrentHashMap<>();

  private volatile BiConsumer<String, String> listener = (namespace, instance) -> {};
  private volatile Consumer<ObjectId> gone = id -> {};

  private record InstanceKey(String namespace, String instance) {}

  /**
   * @param namespaces to watch; empty: all
   */
  public OwnedObjects(KubernetesClient client, Set<String> namespaces) {
    this.client = client;
    this.namespaces = Set.copyOf(namespaces);
  }

  /** Hears of each change: namespace and name of the instance that the object belongs to. */
  public void listen(BiConsumer<String, String> changes) {
    listener = changes;
  }

  /** Hears of each object that is gone. */
  void onGone(Consumer<ObjectId> listener) {
    gone = listener;
  }

  /** Watches these kinds, and no others any more; waits until the new ones are known. */
  public synchronized void watch(Collection<ApiKind> kinds) {
    for (ApiKind gone : new ArrayList<>(informers.keySet())) {
      if (!kinds.contains(gone)) {
        informers.remove(gone).forEach(SharedIndexInformer::stop);
        objects.keySet().stream().filter(id -> isOf(gone, id)).toList().forEach(this::forget);
      }
    }
    List<SharedIndexInformer<GenericKubernetesResource>> started = new ArrayList<>();
    for (ApiKind kind : kinds) {
      if (!informers.containsKey(kind)) {
        List<SharedIndexInformer<GenericKubernetesResource>> perNamespace = informers(kind);
        informers.put(kind, perNamespace);
        started.addAll(perNamespace);
      }
    }
    started.forEach(this::awaitSync);
  }

  private static boolean isOf(ApiKind kind, ObjectId id) {
    return id.kind().equals(kind.kind()) && id.group().equals(kind.group());
  }

  private List<SharedIndexInformer<GenericKubernetesResource>> informers(ApiKind kind) {
    var all = client.genericKubernetesResources(kind.context());
    List<SharedIndexInformer<GenericKubernetesResource>> made = new ArrayList<>();
    Map<String, String> labels = labels(kind);
    if (namespaces.isEmpty()) {
      made.add(prepared(kind, all.inAnyNamespace().withLabels(labels).runnableInformer(0)));
    } else {
      for (String namespace : namespaces) {
        made.add(prepared(kind, all.inNamespace(namespace).withLabels(labels).runnableInformer(0)));
      }
    }
    return made;
  }

  /** Claims are made by Kubernetes, with no more labels than those that select the pods. */
  private static Map<String, String> labels(ApiKind kind) {
    return kind.kind().equals("PersistentVolumeClaim")
        ? Map.of(Ownership.NAME, Ownership.PRODUCT)
        : Map.of(Ownership.MANAGED_BY, Ownership.OPERATOR);
  }

  private SharedIndexInformer<GenericKubernetesResource> prepared(
      ApiKind kind, SharedIndexInformer<GenericKubernetesResource> informer) {
    informer.removeNamespaceIndex();
    informer.addEventHandler(new Changes());
    informer.exceptionHandler(
        (started, failure) -> {
          LOG.warn(
              "watching {} of {} failed, it is tried again: {}",
              kind.plural(),
              kind.apiVersion(),
              failure.getMessage());
          return true;
        });
    informer.start();
    return informer;
  }

  private void awaitSync(SharedIndexInformer<GenericKubernetesResource> informer) {
    try {
      informer.start().toCompletableFuture().get(SYNC.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("a list of objects is not complete yet: {}", e.toString());
    }
  }

  /**
   * True when all kinds are listed completely: only then is what is missing here really missing.
   */
  public boolean synced() {
    return !informers.isEmpty()
        && informers.values().stream().flatMap(List::stream).allMatch(i -> i.hasSynced());
  }

  /** True while all watches are up, or are being renewed. */
  public boolean healthy() {
    return informers.values().stream().flatMap(List::stream).allMatch(i -> i.isRunning());
  }

  /** An object, if there is one with our label. */
  public Optional<GenericKubernetesResource> get(ObjectId id) {
    Long since = unconfirmed.get(id);
    if (since != null && System.nanoTime() - since > CONFIRMATION.toNanos()) {
      // Somebody deleted it before its creation was reported: no event will ever come.
      forget(id);
    }
    return Optional.ofNullable(objects.get(id));
  }

  /** All objects of an instance. */
  public List<GenericKubernetesResource> of(String namespace, String instance) {
    return byInstance.getOrDefault(new InstanceKey(namespace, instance), Set.of()).stream()
        .map(objects::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Number of objects by kind. */
  public Map<String, Long> counts() {
    return objects.keySet().stream()
        .collect(Collectors.groupingBy(ObjectId::kind, Collectors.counting()));
  }

  /** Takes note of what a write answered. */
  void remember(GenericKubernetesResource written) {
    ObjectId id = ObjectId.of(written);
    GenericKubernetesResource known = objects.get(id);
    if (known == null || !isSameVersion(known, written)) {
      unconfirmed.put(id, System.nanoTime());
      take(id, written);
    }
  }

  /** Takes note that an object is gone. */
  void forget(ObjectId id) {
    unconfirmed.remove(id);
    gone.accept(id);
    GenericKubernetesResource last = objects.remove(id);
    if (last != null) {
      byInstance.computeIfPresent(
          key(last),
          (key, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
          });
    }
  }

  private void take(ObjectId id, GenericKubernetesResource object) {
    object.getMetadata().setManagedFields(null);
    objects.merge(id, object, (old, fresh) -> isOlder(fresh, old) ? old : fresh);
    byInstance.computeIfAbsent(key(object), key -> ConcurrentHashMap.newKeySet()).add(id);
  }

  /** Versions of one object grow; of an object that was made anew, all are taken. */
  private static boolean isOlder(GenericKubernetesResource fresh, GenericKubernetesResource old) {
    return Objects.equals(fresh.getMetadata().getUid(), old.getMetadata().getUid())
        && version(fresh) < version(old);
  }

  private static boolean isSameVersion(
      GenericKubernetesResource one, GenericKubernetesResource other) {
    return Objects.equals(
        one.getMetadata().getResourceVersion(), other.getMetadata().getResourceVersion());
  }

  private static long version(GenericKubernetesResource object) {
    try {
      return Long.parseLong(object.getMetadata().getResourceVersion());
    } catch (NumberFormatException notComparable) {
      return Long.MAX_VALUE;
    }
  }

  private static InstanceKey key(GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String instance = labels == null ? null : labels.get(Ownership.INSTANCE);
    return new InstanceKey(
        String.valueOf(object.getMetadata().getNamespace()), String.valueOf(instance));
  }

  private void tell(GenericKubernetesResource object) {
    InstanceKey key = key(object);
    listener.accept(key.namespace(), key.instance());
  }

  @Override
  public synchronized void close() {
    informers.values().stream().flatMap(List::stream).forEach(SharedIndexInformer::stop);
    informers.clear();
  }

  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      ObjectId id = ObjectId.of(object);
      GenericKubernetesResource known = objects.get(id);
      boolean ourOwnWrite = known != null && isSameVersion(known, object);
      unconfirmed.remove(id);
      take(id, object);
      if (!ourOwnWrite) {
        tell(object);
      }
    }

    @Override
    public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
      onAdd(object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknown) {
      ObjectId id = ObjectId.of(object);
      GenericKubernetesResource known = objects.get(id);
      if (known == null || !isMadeAnew(known, object)) {
        forget(id);
      }
      tell(object);
    }

    private static boolean isMadeAnew(
        GenericKubernetesResource known, GenericKubernetesResource deleted) {
      return !Objects.equals(known.getMetadata().getUid(), deleted.getMetadata().getUid());
    }
  }
}
