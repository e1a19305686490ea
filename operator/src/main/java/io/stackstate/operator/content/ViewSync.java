package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.View;
import io.stackstate.crds.ViewHealth;
import io.stackstate.crds.ViewStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.status.Verdict;
import java.util.Optional;

/** Binds {@code View} to a settings node {@code QueryView} that it declares. Thread-safe. */
public final class ViewSync implements Content<View, ViewStatus, DeclaredSettings> {

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
    return new RemoteView(api, new Declaration(api, identifier(resource)), isHealthy(resource));
  }

  private static boolean isHealthy(View resource) {
    ViewHealth health = resource.getSpec() == null ? null : resource.getSpec().health();
    return health != null && !Boolean.FALSE.equals(health.enabled());
  }

  @Override
  public boolean matches(DeclaredSettings desired, JsonNode view, boolean confirmed) {
    return Declaration.matches(desired, view);
  }

  @Override
  public Verdict verdict(JsonNode view) {
    String error = RemoteView.Health.of(view).error();
    return error == null
        ? Verdict.ready("Applied", "the view is there as the resource says")
        : Verdict.ready("HealthFails", "the view is there, its health is not computed: " + error);
  }

  @Override
  public ViewStatus status(View resource, Observation seen) {
    ViewStatus old = resource.getStatus() == null ? ViewStatus.empty() : resource.getStatus();
    RemoteView.Health health =
        seen.view()
            .map(RemoteView.Health::of)
            .orElseGet(() -> seen.gone() ? RemoteView.Health.NONE : health(old));
    return new ViewStatus(
        seen.shared().observedGeneration(),
        seen.shared().conditions(),
        identifier(resource),
        seen.view().map(RemoteView::nodeId).orElse(seen.gone() ? null : old.nodeId()),
        health.state(),
        health.since(),
        health.error(),
        seen.shared().appliedHash());
  }

  private static RemoteView.Health health(ViewStatus status) {
    return new RemoteView.Health(status.health(), status.healthSince(), status.healthError());
  }
}
