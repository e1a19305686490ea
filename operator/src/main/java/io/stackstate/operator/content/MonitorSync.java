package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.Monitor;
import io.stackstate.crds.MonitorRules;
import io.stackstate.crds.MonitorSpec;
import io.stackstate.crds.MonitorStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.status.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Binds {@code Monitor} to settings nodes that it declares, and shows how the runs of the monitor
 * do. Thread-safe.
 */
public final class MonitorSync implements Content<Monitor, MonitorStatus, DeclaredSettings> {

  /** The URN that owns the nodes; the identifier of the monitor when its spec has none. */
  static String owner(Monitor resource) {
    return "urn:stackstate:monitor:"
        + resource.getMetadata().getNamespace()
        + ":"
        + resource.getMetadata().getName();
  }

  private static String identifier(Monitor resource) {
    MonitorSpec spec = resource.getSpec();
    return spec == null || spec.identifier() == null ? owner(resource) : spec.identifier();
  }

  @Override
  public DeclaredSettings desired(Monitor resource, ApiClient api) throws ContentException {
    MonitorSpec spec = resource.getSpec();
    if (spec == null || spec.intervalSeconds() == null) {
      throw new InvalidSpecException("spec.intervalSeconds is required");
    }
    List<String> violations = MonitorRules.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    if (spec.intervalSeconds() < 1) {
      throw new InvalidSpecException(
          "spec.intervalSeconds: found " + spec.intervalSeconds() + ", expected at least 1");
    }
    String resourceName = resource.getMetadata().getName();
    String name = spec.name() == null ? resourceName : spec.name();
    String file = "Monitor " + resource.getMetadata().getNamespace() + "/" + resourceName;
    return new DeclaredSettings(file, MonitorDocument.of(identifier(resource), name, spec), false);
  }

  @Override
  public Remote<DeclaredSettings> remote(
      Monitor resource, Optional<DeclaredSettings> desired, ApiClient api) {
    return new RemoteMonitor(api, new Declaration(api, owner(resource)), identifier(resource));
  }

  @Override
  public boolean matches(DeclaredSettings desired, JsonNode view, boolean confirmed) {
    return Declaration.matches(desired, view);
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return MonitorView.verdict(view);
  }

  @Override
  public MonitorStatus status(Monitor resource, Observation seen) {
    MonitorStatus old =
        resource.getStatus() == null || seen.gone() ? MonitorStatus.empty() : resource.getStatus();
    return seen.view()
        .map(view -> MonitorView.seen(identifier(resource), seen.shared(), view))
        .orElseGet(() -> MonitorView.unseen(old, identifier(resource), seen.shared()));
  }
}
