package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.crds.EventHandler;
import io.stackstate.crds.EventHandlerSpec;
import io.stackstate.crds.EventHandlerStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Binds {@code EventHandler} to {@code /api/event-handlers}. The Secrets that outputs refer to are
 * read here and sent along; the platform seals them. Thread-safe.
 */
public final class EventHandlerSync
    implements Content<EventHandler, EventHandlerStatus, DesiredHandler> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the platform does not read. */
  private static final List<String> OURS =
      List.of("instanceRef", "suspend", "deletionPolicy", "title", "description");

  private final References references;

  public EventHandlerSync(References references) {
    this.references = references;
  }

  /** The URN of the handler. */
  static String identifier(EventHandler resource) {
    return "urn:stackstate:event-handler:"
        + resource.getMetadata().getNamespace()
        + ":"
        + resource.getMetadata().getName();
  }

  @Override
  public DesiredHandler desired(EventHandler resource, ApiClient api) throws ContentException {
    EventHandlerSpec spec = resource.getSpec();
    if (spec == null || spec.triggers() == null || spec.outputs() == null) {
      throw new InvalidSpecException("spec.triggers and spec.outputs are required");
    }
    List<String> violations = EventHandlerSpec.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    ObjectNode json = JSON.valueToTree(spec);
    json.remove(OURS);
    Map<String, String> secrets = new TreeMap<>();
    Map<String, String> versions = new TreeMap<>();
    read(json.path("outputs"), resource.getMetadata().getNamespace(), secrets, versions);
    String name = spec.title() == null ? resource.getMetadata().getName() : spec.title();
    return new DesiredHandler(name, spec.description(), json, versions, secrets);
  }

  /**
   * Finds each {@code ...SecretRef} of a name and a key, and those in {@code secretHeaders} and
   * {@code secretParameters}, at any depth.
   */
  private void read(
      JsonNode node, String namespace, Map<String, String> secrets, Map<String, String> versions)
      throws ContentException {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().matches("(?i).*secretRef")) {
        readOne(value, namespace, secrets, versions);
      }
      if (field.getKey().matches("secret(Headers|Parameters)")) {
        for (JsonNode each : value) {
          readOne(each, namespace, secrets, versions);
        }
      }
    }
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        read(child, namespace, secrets, versions);
      }
    }
  }

  private void readOne(
      JsonNode ref, String namespace, Map<String, String> secrets, Map<String, String> versions)
      throws ContentException {
    if (ref.hasNonNull("key")) {
      String name = ref.path("name").asText();
      String key = ref.path("key").asText();
      References.Data data = PackInputs.secret(references, namespace, name);
      secrets.put(name + "/" + key, data.text(key).orElseThrow(() -> missing(name, key)));
      versions.put(name + "/" + key, data.version());
    }
  }

  private static ContentException missing(String secret, String key) {
    return new ContentException(
        Verdict.waiting("SecretKeyNotFound", "the Secret " + secret + " has no key " + key));
  }

  @Override
  public Remote<DesiredHandler> remote(
      EventHandler resource, Optional<DesiredHandler> desired, ApiClient api) {
    return new RemoteHandler(api, identifier(resource));
  }

  @Override
  public boolean matches(DesiredHandler desired, JsonNode view, boolean confirmed) {
    return desired.revision().equals(view.path("revision").asText());
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return HandlerView.verdict(view);
  }

  @Override
  public EventHandlerStatus status(EventHandler resource, Observation seen) {
    EventHandlerStatus old =
        resource.getStatus() == null ? EventHandlerStatus.empty() : resource.getStatus();
    return seen.view()
        .map(view -> HandlerView.seen(identifier(resource), seen.shared(), view))
        .orElseGet(() -> HandlerView.unseen(old, seen.shared()));
  }
}
