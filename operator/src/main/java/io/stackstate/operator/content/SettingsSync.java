package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.PlannedChange;
import io.stackstate.crds.Settings;
import io.stackstate.crds.SettingsRules;
import io.stackstate.crds.SettingsSpec;
import io.stackstate.crds.SettingsStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds {@code Settings} to {@code /api/declarations}. Thread-safe. */
public final class SettingsSync implements Content<Settings, SettingsStatus, DeclaredSettings> {
  private static final int MOST_CHANGES = 40;
  private static final int MOST_WARNINGS = 20;
  private static final int MOST_FIELDS = 20;

  private final References references;

  public SettingsSync(References references) {
    this.references = references;
  }

  @Override
  public DeclaredSettings desired(Settings resource, ApiClient api) throws ContentException {
    SettingsSpec spec = resource.getSpec();
    if (spec == null) {
      throw new InvalidSpecException("spec is required");
    }
    List<String> violations = SettingsRules.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    String name = namespace(resource) + "/" + resource.getMetadata().getName();
    if (spec.sty() != null) {
      return new DeclaredSettings("Settings " + name + ", spec.sty", spec.sty(), spec.adopts());
    }
    if (spec.nodes() != null) {
      String document = NodesDocument.of(spec.nodes());
      return new DeclaredSettings("Settings " + name + ", spec.nodes", document, spec.adopts());
    }
    String map = spec.configMapRef().name();
    String key = spec.configMapRef().key();
    References.Data data =
        references
            .configMap(namespace(resource), map)
            .orElseThrow(() -> ContentException.missing("ConfigMap", namespace(resource), map));
    String document = data.text(key).orElseThrow(() -> missingKey(map, key));
    return new DeclaredSettings("ConfigMap " + map + ", " + key, document, spec.adopts());
  }

  private static ContentException missingKey(String map, String key) {
    return new ContentException(
        Verdict.waiting(
            "ConfigMapKeyNotFound",
            "spec.configMapRef.key: the ConfigMap " + map + " has no key " + key));
  }

  @Override
  public Remote<DeclaredSettings> remote(
      Settings resource, Optional<DeclaredSettings> desired, ApiClient api) {
    return new Declaration(api, owner(resource));
  }

  static String owner(Settings resource) {
    return "urn:stackstate:settings:"
        + namespace(resource)
        + ":"
        + resource.getMetadata().getName();
  }

  private static String namespace(Settings resource) {
    return resource.getMetadata().getNamespace();
  }

  @Override
  public boolean matches(DeclaredSettings desired, JsonNode view, boolean confirmed) {
    return Declaration.matches(desired, view);
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return Verdict.ready("Applied", "the settings nodes are as the document says");
  }

  @Override
  public SettingsStatus status(Settings resource, Observation seen) {
    SettingsStatus old =
        resource.getStatus() == null ? SettingsStatus.empty() : resource.getStatus();
    return new SettingsStatus(
        seen.shared().observedGeneration(),
        seen.shared().conditions(),
        owner(resource),
        seen.view()
            .map(view -> view.path("nodes").asLong())
            .orElse(seen.gone() ? null : old.nodes()),
        seen.preview().map(SettingsSync::pending).orElse(null),
        seen.preview().map(SettingsSync::plan).orElse(null),
        seen.view().map(view -> warnings(view, old)).orElse(old.warnings()),
        seen.shared().appliedHash());
  }

  private static Long pending(JsonNode preview) {
    return (long) preview.path("changes").size();
  }

  private static List<PlannedChange> plan(JsonNode preview) {
    List<PlannedChange> plan = new ArrayList<>();
    for (JsonNode change : preview.path("changes")) {
      if (plan.size() == MOST_CHANGES) {
        break;
      }
      List<String> fields = new ArrayList<>();
      change.path("fields").forEach(field -> fields.add(field.path("path").asText()));
      plan.add(
          new PlannedChange(
              change.path("kind").asText(),
              change.path("_type").asText(),
              change.hasNonNull("identifier") ? change.path("identifier").asText() : null,
              change.path("name").asText(),
              fields.isEmpty()
                  ? null
                  : List.copyOf(fields.subList(0, Math.min(MOST_FIELDS, fields.size())))));
    }
    return plan;
  }

  /** Only an application says them; they hold until the next one. */
  private static List<String> warnings(JsonNode view, SettingsStatus old) {
    if (!view.has("applied")) {
      return old.warnings();
    }
    List<String> warnings = new ArrayList<>();
    for (JsonNode warning : view.at("/applied/warnings")) {
      if (warnings.size() < MOST_WARNINGS) {
        warnings.add(warning.asText());
      }
    }
    return warnings.isEmpty() ? null : warnings;
  }
}
