package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.View;
import io.stackstate.crds.ViewHealth;
import io.stackstate.crds.ViewStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.status.Verdict;
import java.util.Optional;

/** Binds {@code View} to a settings node {@code QueryView} that it declares. Thread-safe. */
public final class ViewSync implements Content<View, DeclaredSettings> {

  @Override
  public DeclaredSettings desired(View resource, ApiClient api) throws ContentException {
    if (resource.getSpec() == null
        || resource.getSpec().title() == null
        || resource.getSpec().query() == null) {
      throw new InvalidSpecException("spec.title and spec.query are required");
    }
    requireNames(resource.getSpec().health());
    String file =
        "View " + resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
    return new DeclaredSettings(
        file, QueryViewDocument.of(identifier(resource), resource.getSpec()), false);
  }

  private static void requireNames(ViewHealth health) throws InvalidSpecException {
    if (health == null || health.arguments() == null) {
      return;
    }
    for (String name : health.arguments().keySet()) {
      if (!name.matches("[A-Za-z_][-A-Za-z0-9_]*")) {
        throw new InvalidSpecException(
            "spec.health.arguments: found \"" + name + "\", expected the name of a parameter");
      }
    }
  }

  /** The URN of the view, and of the owner of its node. */
  static String identifier(View resource) {
    return "urn:stackstate:view:"
        + resource.getMetadata().getNamespace()
        + ":"
        + resource.getMetadata().getName();
  }

  @Override
  public Remote<DeclaredSettings> remote(
      View resource, Optional<DeclaredSettings> desired, ApiClient api) {
    return new Declaration(api, identifier(resource));
  }

  @Override
  public boolean matches(DeclaredSettings desired, JsonNode view, boolean confirmed) {
    return Declaration.matches(desired, view);
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return Verdict.ready("Applied", "the view is there as the resource says");
  }

  @Override
  public ContentStatus status(View resource) {
    ViewStatus status = resource.getStatus();
    return status == null
        ? ContentStatus.NONE
        : new ContentStatus(status.observedGeneration(), status.conditions(), status.appliedHash());
  }

  @Override
  public View withStatus(View resource, Observation seen) {
    ViewStatus old = resource.getStatus() == null ? ViewStatus.empty() : resource.getStatus();
    View updated = new View();
    updated.setMetadata(resource.getMetadata());
    updated.setSpec(resource.getSpec());
    updated.setStatus(
        new ViewStatus(
            seen.shared().observedGeneration(),
            seen.shared().conditions(),
            identifier(resource),
            seen.view().map(ViewSync::nodeId).orElse(seen.gone() ? null : old.nodeId()),
            seen.shared().appliedHash()));
    return updated;
  }

  private static String nodeId(JsonNode view) {
    JsonNode id = view.at("/ids/0");
    return id.isMissingNode() ? null : id.asText();
  }
}
