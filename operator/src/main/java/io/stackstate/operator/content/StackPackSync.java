package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.ConditionStatus;
import io.stackstate.crds.StackPack;
import io.stackstate.crds.StackPackRules;
import io.stackstate.crds.StackPackSpec;
import io.stackstate.crds.StackPackStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.packages.FetchException;
import io.stackstate.operator.packages.PackageFetcher;
import io.stackstate.operator.references.References;
import io.stackstate.operator.status.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Binds {@code StackPack} to an instance of a StackPack. Thread-safe. */
public final class StackPackSync implements Content<StackPack, StackPackStatus, DesiredPack> {
  private final References references;
  private final PackSources sources;
  private final Clock clock;

  public StackPackSync(References references, PackageFetcher fetcher, Clock clock) {
    this.references = references;
    this.clock = clock;
    this.sources = new PackSources(fetcher, clock);
  }

  @Override
  public DesiredPack desired(StackPack resource, ApiClient api)
      throws ContentException, ApiException, InterruptedException {
    StackPackSpec spec = resource.getSpec();
    if (spec == null) {
      throw new InvalidSpecException("spec is required");
    }
    List<String> violations = StackPackRules.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    PackInputs inputs = PackInputs.of(spec, namespace(resource), references);
    Wanted wanted = spec.source() == null ? known(spec.pack()) : fromSource(resource, api);
    String version = version(resource, wanted, api);
    return new DesiredPack(
        wanted.pack(),
        version,
        wanted.digest(),
        inputs.shown(),
        inputs.versions(),
        inputs.all(),
        spec.unlocked(),
        wanted.problem());
  }

  /**
   * @param version null = any
   * @param problem why the source could not be asked; null when it was
   */
  private record Wanted(String pack, String version, String digest, String problem) {}

  private static Wanted known(String pack) {
    return new Wanted(pack, null, null, null);
  }

  private Wanted fromSource(StackPack resource, ApiClient api)
      throws ContentException, ApiException, InterruptedException {
    if (suspended(resource)) {
      return sources
          .last(resource)
          .map(b -> new Wanted(b.pack(), b.version(), b.digest(), null))
          .orElseGet(() -> asInstalled(resource, null));
    }
    try {
      PackSources.Brought b = sources.bring(resource, api);
      String expected = resource.getSpec().pack();
      if (expected != null && !expected.equals(b.pack())) {
        throw new InvalidSpecException(
            "spec.pack: found a package of StackPack \"%s\" at the source, expected \"%s\""
                .formatted(b.pack(), expected));
      }
      return new Wanted(b.pack(), b.version(), b.digest(), null);
    } catch (FetchException e) {
      if (e.isTemporary() && ContentStatus.of(resource.getStatus()).appliedHash() != null) {
        // What is installed goes on to work; that its source is away is no reason to say otherwise.
        return asInstalled(resource, e.getMessage());
      }
      throw new ContentException(
          e.isTemporary()
              ? Verdict.waiting(e.reason(), e.getMessage())
              : Verdict.stalled(e.reason(), e.getMessage()));
    }
  }

  private static Wanted asInstalled(StackPack resource, String problem) {
    StackPackStatus status =
        resource.getStatus() == null ? StackPackStatus.empty() : resource.getStatus();
    String pack = status.pack() == null ? resource.getSpec().pack() : status.pack();
    return new Wanted(pack, status.version(), status.packageDigest(), problem);
  }

  private String version(StackPack resource, Wanted wanted, ApiClient api)
      throws ContentException, ApiException, InterruptedException {
    if (wanted.pack() == null) {
      throw new ContentException(
          new Verdict(
              ConditionStatus.False,
              Verdict.Progress.DONE,
              "Suspended",
              "the package was never fetched, and is not as the resource asks"));
    }
    Optional<JsonNode> pack =
        api.get("/api/stackpack/" + URLEncoder.encode(wanted.pack(), StandardCharsets.UTF_8));
    if (pack.isEmpty()) {
      sources.forget(resource);
      throw new ContentException(
          Verdict.stalled(
              "UnknownStackPack",
              "the platform has no StackPack \"%s\"; upload it, or give spec.source"
                  .formatted(wanted.pack())));
    }
    if (resource.getSpec().version() != null) {
      return resource.getSpec().version();
    }
    return wanted.version() == null ? highest(pack.get()) : wanted.version();
  }

  /** The highest that what is installed can become, or the highest at all. */
  private static String highest(JsonNode pack) {
    if (pack.path("configurations").isEmpty()) {
      return pack.at("/latestVersion/version").asText();
    }
    String next = pack.at("/nextVersion/version").asText();
    return next.isEmpty() ? pack.path("version").asText() : next;
  }

  @Override
  public Remote<DesiredPack> remote(
      StackPack resource, Optional<DesiredPack> desired, ApiClient api) {
    if (desired.isEmpty()) {
      sources.forget(resource);
    }
    String pack =
        desired.map(DesiredPack::pack).orElseGet(() -> asInstalled(resource, null).pack());
    String problem = desired.map(DesiredPack::problem).orElse(null);
    return new PackInstance(api, pack, uuid(resource), problem);
  }

  /** The identity of the instance: one per resource, so that two resources never share one. */
  static String uuid(StackPack resource) {
    String name = "stackpack " + namespace(resource) + "/" + resource.getMetadata().getName();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String namespace(StackPack resource) {
    return resource.getMetadata().getNamespace();
  }

  @Override
  public boolean matches(DesiredPack desired, JsonNode view, boolean confirmed) {
    return confirmed && PackView.matches(desired, view, clock.instant());
  }

  @Override
  public boolean deleting(JsonNode view) {
    return PackView.deleting(view);
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return PackView.verdict(view);
  }

  @Override
  public StackPackStatus status(StackPack resource, Observation seen) {
    StackPackStatus old =
        resource.getStatus() == null ? StackPackStatus.empty() : resource.getStatus();
    String digest = sources.last(resource).map(PackSources.Brought::digest).orElse(null);
    return PackView.status(seen, old, digest);
  }
}
