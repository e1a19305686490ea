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
import io.stackstate.operator.content.RemoteIntegration.RemoteCustomSync;
import io.stackstate.operator.status.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Binds {@code Integration} to {@code /api/integrations}. Pure, thread-safe. */
public final class IntegrationSync implements Content<Integration, RemoteIntegration> {
  /** On any content resource; {@code "true"} does the same as {@code spec.suspend}. */
  public static final String PAUSE_ANNOTATION = Integration.GROUP + "/pause-reconciliation";

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Override
  public String path(Integration resource) {
    return "/api/integrations/" + URLEncoder.encode(identifier(resource), StandardCharsets.UTF_8);
  }

  /** The URN of the remote object: one per resource, so that two resources never share one. */
  static String identifier(Integration resource) {
    ObjectMeta meta = resource.getMetadata();
    return "urn:stackstate:integration:" + meta.getNamespace() + ":" + meta.getName();
  }

  @Override
  public boolean suspended(Integration resource) {
    var annotations = resource.getMetadata().getAnnotations();
    boolean annotated = annotations != null && "true".equals(annotations.get(PAUSE_ANNOTATION));
    return annotated || resource.getSpec() != null && resource.getSpec().suspended();
  }

  @Override
  public boolean retained(Integration resource) {
    return resource.getSpec() != null && resource.getSpec().retained();
  }

  @Override
  public RemoteIntegration desired(Integration resource) throws InvalidSpecException {
    IntegrationSpec spec = resource.getSpec();
    if (spec == null || spec.type() == null) {
      throw new InvalidSpecException("spec.type is required");
    }
    List<String> violations = IntegrationRules.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    CustomSync sync = spec.customSync();
    return new RemoteIntegration(
        resource.getMetadata().getName(),
        spec.type().name(),
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
  public RemoteIntegration applied(JsonNode view) {
    return JSON.convertValue(view, RemoteIntegration.class);
  }

  @Override
  public boolean deleting(JsonNode view) {
    return "Deleting".equals(view.path("status").asText());
  }

  @Override
  public Verdict verdict(JsonNode view) {
    String status = view.path("status").asText();
    return switch (status) {
      case "Running" -> running(view);
      case "Pending" -> Verdict.waiting("Pending", "the synchronization is being started");
      case "Deleting" ->
          Verdict.waiting("Deleting", "the platform is removing an earlier one; it is made anew");
      case "DeleteFailed" ->
          Verdict.stalled("DeleteFailed", "the platform could not remove it" + newestError(view));
      default -> Verdict.waiting("UnknownStatus", "the platform reports status \"" + status + "\"");
    };
  }

  private static Verdict running(JsonNode view) {
    if (view.path("errors").asLong() > 0) {
      return Verdict.ready("SynchronizingWithErrors", "running, with errors" + newestError(view));
    }
    if (view.path("lastDataMillis").asLong() > 0) {
      return Verdict.ready("Synchronizing", "running");
    }
    JsonNode sync = view.path("customSync");
    return Verdict.ready(
        "WaitingForData",
        "running; no data yet: post topology of instance type \"%s\" and url \"%s\" to %s"
            .formatted(
                sync.path("instanceType").asText(),
                sync.path("instanceUrl").asText(),
                view.path("intakePath").asText()));
  }

  private static String newestError(JsonNode view) {
    JsonNode errors = view.path("errorDetails");
    if (!errors.isArray() || errors.isEmpty()) {
      return "";
    }
    String message = errors.get(0).path("message").asText();
    return message.isBlank() ? "" : ": " + message;
  }

  @Override
  public ContentStatus status(Integration resource) {
    IntegrationStatus status = resource.getStatus();
    return status == null
        ? new ContentStatus(null, null, null)
        : new ContentStatus(status.observedGeneration(), status.conditions(), status.appliedHash());
  }

  @Override
  public Integration withStatus(
      Integration resource, ContentStatus shared, Optional<JsonNode> view) {
    IntegrationStatus old =
        resource.getStatus() == null ? IntegrationStatus.empty() : resource.getStatus();
    Integration updated = new Integration();
    updated.setMetadata(resource.getMetadata());
    updated.setSpec(resource.getSpec());
    updated.setStatus(
        view.map(v -> seen(resource, shared, v)).orElseGet(() -> unseen(old, shared)));
    return updated;
  }

  private static IntegrationStatus seen(Integration resource, ContentStatus shared, JsonNode v) {
    return new IntegrationStatus(
        shared.observedGeneration(),
        shared.conditions(),
        text(v, "topic"),
        text(v, "intakePath"),
        identifier(resource),
        text(v, "nodeId"),
        number(v, "components"),
        number(v, "relations"),
        number(v, "parkedRelations"),
        number(v, "errors"),
        time(v, "lastDataMillis"),
        shared.appliedHash());
  }

  private static IntegrationStatus unseen(IntegrationStatus old, ContentStatus shared) {
    return new IntegrationStatus(
        shared.observedGeneration(),
        shared.conditions(),
        old.topic(),
        old.intakePath(),
        old.identifier(),
        old.nodeId(),
        old.components(),
        old.relations(),
        old.parkedRelations(),
        old.errors(),
        old.lastDataTime(),
        shared.appliedHash());
  }

  private static String text(JsonNode view, String field) {
    return view.hasNonNull(field) ? view.get(field).asText() : null;
  }

  private static Long number(JsonNode view, String field) {
    return view.path(field).isNumber() ? view.get(field).asLong() : null;
  }

  private static String time(JsonNode view, String field) {
    Long millis = number(view, field);
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
