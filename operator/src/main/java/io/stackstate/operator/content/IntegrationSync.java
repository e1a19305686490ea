package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.stackstate.crds.CustomSync;
import io.stackstate.crds.DurationText;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationRules;
import io.stackstate.crds.IntegrationSpec;
import io.stackstate.crds.IntegrationStatus;
import io.stackstate.crds.IntegrationType;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.content.RemoteIntegration.RemoteCustomSync;
import io.stackstate.operator.status.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Binds {@code Integration} to {@code /api/integrations}, or to an instance of the StackPack of its
 * type. Thread-safe.
 */
public final class IntegrationSync
    implements Content<Integration, IntegrationStatus, DesiredIntegration> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Clock clock;

  public IntegrationSync(Clock clock) {
    this.clock = clock;
  }

  /** The URN of the remote object: one per resource, so that two resources never share one. */
  static String identifier(Integration resource) {
    ObjectMeta meta = resource.getMetadata();
    return "urn:stackstate:integration:" + meta.getNamespace() + ":" + meta.getName();
  }

  private static String uuid(Integration resource) {
    return UUID.nameUUIDFromBytes(identifier(resource).getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public DesiredIntegration desired(Integration resource, ApiClient api)
      throws ContentException, ApiException, InterruptedException {
    IntegrationSpec spec = resource.getSpec();
    if (spec == null || spec.type() == null) {
      throw new InvalidSpecException("spec.type is required");
    }
    List<String> violations = IntegrationRules.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    if (spec.type() == IntegrationType.CustomSync) {
      return customSync(resource, spec.customSync());
    }
    Optional<IntegrationPack> pack = IntegrationPack.of(resource);
    if (pack.isEmpty()) {
      throw new ContentException(
          Verdict.stalled(
              "CollectorPending",
              "this version has no collector for " + spec.type() + "; nothing was created"));
    }
    return new PackedIntegration(pack.get().desired(api));
  }

  private static RemoteIntegration customSync(Integration resource, CustomSync sync)
      throws InvalidSpecException {
    return new RemoteIntegration(
        resource.getMetadata().getName(),
        IntegrationType.CustomSync.name(),
        new RemoteCustomSync(sync.instanceType(), sync.instanceUrl(), expiry(sync)));
  }

  private static Long expiry(CustomSync sync) throws InvalidSpecException {
    if (sync.expireAfter() == null) {
      return null;
    }
    try {
      return DurationText.parse(sync.expireAfter()).toMillis();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidSpecException("spec.customSync.expireAfter: " + e.getMessage());
    }
  }

  @Override
  public Remote<DesiredIntegration> remote(
      Integration resource, Optional<DesiredIntegration> desired, ApiClient api) {
    IntegrationSpec spec = resource.getSpec();
    if (spec == null || spec.type() == null || spec.type() == IntegrationType.CustomSync) {
      String id = URLEncoder.encode(identifier(resource), StandardCharsets.UTF_8);
      return new RestObject<>(api, "/api/integrations/" + id);
    }
    String pack = IntegrationPack.of(resource).map(IntegrationPack::pack).orElse(null);
    return new Packed(new PackInstance(api, pack, uuid(resource), null));
  }

  /** An instance of a StackPack, for an integration. */
  private record Packed(PackInstance instance) implements Remote<DesiredIntegration> {
    @Override
    public String name() {
      return instance.name();
    }

    @Override
    public Optional<JsonNode> get() throws ApiException, InterruptedException {
      return instance.get();
    }

    @Override
    public JsonNode put(DesiredIntegration desired, Optional<JsonNode> present)
        throws ContentException, ApiException, InterruptedException {
      if (desired instanceof PackedIntegration packed) {
        return instance.put(packed.pack(), present);
      }
      throw new IllegalArgumentException("expected an integration with a StackPack");
    }

    @Override
    public boolean delete(JsonNode present) throws ApiException, InterruptedException {
      return instance.delete(present);
    }
  }

  @Override
  public boolean matches(DesiredIntegration desired, JsonNode view, boolean confirmed) {
    if (desired instanceof PackedIntegration packed) {
      return PackView.matches(packed.pack(), view, clock.instant());
    }
    RemoteIntegration applied = JSON.convertValue(view, RemoteIntegration.class);
    return applied.equals(desired);
  }

  @Override
  public boolean deleting(JsonNode view) {
    return view.has("instance")
        ? PackView.deleting(view)
        : "Deleting".equals(view.path("status").asText());
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return view.has("instance") ? IntegrationPack.verdict(view) : IntegrationView.verdict(view);
  }

  @Override
  public IntegrationStatus status(Integration resource, Observation seen) {
    IntegrationStatus old =
        resource.getStatus() == null ? IntegrationStatus.empty() : resource.getStatus();
    return seen.view()
        .map(view -> IntegrationView.seen(identifier(resource), seen.shared(), view))
        .orElseGet(() -> IntegrationView.unseen(old, seen.shared()));
  }
}
