package io.stackstate.operator.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.stackstate.crds.ContentSpec;
import io.stackstate.crds.InstanceRef;
import io.stackstate.crds.KeyRef;
import io.stackstate.crds.instance.StackStateInstance;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.config.OperatorConfig.ContentSettings;
import io.stackstate.operator.content.Platforms;
import io.stackstate.operator.instance.model.InstanceModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds the platform that a content resource belongs to, and how to talk to it. That there is none
 * is said only after the API server was asked, since a finalizer is given up then. Thread-safe.
 */
public final class InstanceDirectory implements Platforms {
  private final KubernetesClient client;
  private final ContentSettings settings;
  private final Map<ResourceID, Access> known = new ConcurrentHashMap<>();
  private volatile IndexerResourceCache<StackStateInstance> cache;

  private record Access(URI url, KeyRef token, ApiClient api) {}

  public InstanceDirectory(KubernetesClient client, ContentSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  void follow(IndexerResourceCache<StackStateInstance> instances) {
    cache = instances;
  }

  /** Takes note of where an instance is. */
  void announce(StackStateInstance instance, InstanceModel model) {
    URI url = settings.platformUrl().map(URI::create).orElseGet(model::apiUrl);
    KeyRef token = model.serviceToken();
    ResourceID id = ResourceID.fromResource(instance);
    known.compute(
        id,
        (key, old) ->
            old != null && old.url().equals(url) && old.token().equals(token)
                ? old
                : access(key, url, token));
  }

  /** Forgets an instance that is gone. */
  void forget(StackStateInstance instance) {
    known.remove(ResourceID.fromResource(instance));
  }

  private Access access(ResourceID id, URI url, KeyRef token) {
    String namespace = id.getNamespace().orElseThrow();
    Memo memo = new Memo(() -> read(namespace, token));
    return new Access(url, token, new ApiClient(url, memo::get, settings.timeout()));
  }

  /** The token itself; null when there is none yet. */
  private String read(String namespace, KeyRef token) {
    Secret secret = client.secrets().inNamespace(namespace).withName(token.name()).get();
    String value =
        secret == null || secret.getData() == null ? null : secret.getData().get(token.key());
    return value == null
        ? null
        : new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).strip();
  }

  /** Asks at most every half minute: a thousand resources share one token. */
  private static final class Memo {
    private static final long KEPT_NANOS = 30_000_000_000L;

    private final Supplier<String> source;
    private String value;
    private long readAt;

    private Memo(Supplier<String> source) {
      this.source = source;
    }

    private synchronized String get() {
      if (value == null || System.nanoTime() - readAt > KEPT_NANOS) {
        value = source.get();
        readAt = System.nanoTime();
      }
      return value;
    }
  }

  @Override
  public Optional<ApiClient> of(HasMetadata resource) {
    InstanceRef reference =
        resource instanceof CustomResource<?, ?> custom
                && custom.getSpec() instanceof ContentSpec spec
            ? spec.instanceRef()
            : null;
    String namespace = resource.getMetadata().getNamespace();
    return instance(namespace, reference)
        .map(instance -> ResourceID.fromResource(instance))
        .map(id -> Optional.ofNullable(known.get(id)).map(Access::api).orElseGet(this::notYet));
  }

  /** Says that there is no token, until the instance was looked at for the first time. */
  private ApiClient notYet() {
    return new ApiClient(URI.create("http://localhost"), () -> null, settings.timeout());
  }

  private Optional<StackStateInstance> instance(String namespace, InstanceRef reference) {
    if (reference == null) {
      List<StackStateInstance> all =
          cache == null ? List.of() : cache.list(namespace, i -> true).toList();
      if (all.isEmpty()) {
        all = client.resources(StackStateInstance.class).inNamespace(namespace).list().getItems();
      }
      return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
    String home = reference.namespace() == null ? namespace : reference.namespace();
    return named(home, reference.name())
        .filter(instance -> home.equals(namespace) || admits(instance, namespace));
  }

  private static boolean admits(StackStateInstance instance, String namespace) {
    List<String> allowed = instance.getSpec().contentNamespaces();
    return allowed != null && allowed.contains(namespace);
  }

  private Optional<StackStateInstance> named(String namespace, String name) {
    Optional<StackStateInstance> cached =
        cache == null ? Optional.empty() : cache.get(new ResourceID(name, namespace));
    return cached.or(
        () ->
            Optional.ofNullable(
                client
                    .resources(StackStateInstance.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get()));
  }
}
