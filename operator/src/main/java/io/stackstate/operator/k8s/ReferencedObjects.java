package io.stackstate.operator.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Objects of others that resources refer to by name: a Secret with a password, an adopted Kafka.
 * Each is watched alone, so that no Secret is read that nobody named. Thread-safe. What it hands
 * out must not be changed.
 */
public final class ReferencedObjects implements AutoCloseable {
  private static final long SYNC_SECONDS = 30;

  private final KubernetesClient client;
  private final Map<ObjectId, Watched> watched = new HashMap<>();
  private volatile Consumer<Ownership> listener = owner -> {};

  private record Watched(
      SharedIndexInformer<GenericKubernetesResource> informer, Set<Ownership> readers) {}

  public ReferencedObjects(KubernetesClient client) {
    this.client = client;
  }

  /** Hears of each change of an object, once for each that refers to it. */
  public void listen(Consumer<Ownership> changes) {
    listener = changes;
  }

  /**
   * The object as it is now, which is watched from here on.
   *
   * @param reader who wants to hear of changes
   * @throws KubernetesClientException when it cannot be read
   */
  public Optional<GenericKubernetesResource> get(Ownership reader, ApiKind kind, ObjectId id) {
    Watched found;
    synchronized (watched) {
      if (!watched.containsKey(id)) {
        // A watch keeps trying; a read says at once when it is not allowed.
        read(kind, id);
      }
      found = watched.computeIfAbsent(id, key -> new Watched(start(kind, key), readers()));
      found.readers().add(reader);
    }
    try {
      found.informer().start().toCompletableFuture().get(SYNC_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("interrupted while reading " + id, e);
    } catch (ExecutionException | CompletionException | TimeoutException e) {
      throw failure(id, e);
    }
    return found.informer().getStore().list().stream().findFirst();
  }

  /** The object as the API server has it at this moment. */
  public Optional<GenericKubernetesResource> read(ApiKind kind, ObjectId id) {
    return Optional.ofNullable(
        client
            .genericKubernetesResources(kind.context())
            .inNamespace(id.namespace())
            .withName(id.name())
            .get());
  }

  private static KubernetesClientException failure(ObjectId id, Exception e) {
    return e.getCause() instanceof KubernetesClientException cause
        ? cause
        : new KubernetesClientException("cannot read " + id + ": " + e.getMessage(), e);
  }

  private static Set<Ownership> readers() {
    return ConcurrentHashMap.newKeySet();
  }

  private SharedIndexInformer<GenericKubernetesResource> start(ApiKind kind, ObjectId id) {
    SharedIndexInformer<GenericKubernetesResource> informer =
        client
            .genericKubernetesResources(kind.context())
            .inNamespace(id.namespace())
            .withField("metadata.name", id.name())
            .runnableInformer(0);
    informer.exceptionHandler((started, failure) -> true);
    informer.addEventHandler(new Changes(id));
    return informer;
  }

  /** Stops watching what a reader does not refer to any more. */
  public void retain(Ownership reader, Set<ObjectId> needed) {
    synchronized (watched) {
      for (ObjectId id : new HashSet<>(watched.keySet())) {
        Watched one = watched.get(id);
        if (!needed.contains(id) && one.readers().remove(reader) && one.readers().isEmpty()) {
          watched.remove(id).informer().stop();
        }
      }
    }
  }

  private void changed(ObjectId id) {
    Watched one;
    synchronized (watched) {
      one = watched.get(id);
    }
    if (one != null) {
      one.readers().forEach(listener);
    }
  }

  @Override
  public void close() {
    synchronized (watched) {
      watched.values().forEach(one -> one.informer().stop());
      watched.clear();
    }
  }

  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
    private final ObjectId id;

    private Changes(ObjectId id) {
      this.id = id;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      object.getMetadata().setManagedFields(null);
      changed(id);
    }

    @Override
    public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
      onAdd(object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknown) {
      changed(id);
    }
  }
}
