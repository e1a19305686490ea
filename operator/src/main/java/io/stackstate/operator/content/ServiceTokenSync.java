package io.stackstate.operator.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.crds.ServiceToken;
import io.stackstate.crds.ServiceTokenSpec;
import io.stackstate.crds.ServiceTokenStatus;
import io.stackstate.operator.api.ApiClient;
import io.stackstate.operator.api.ApiException;
import io.stackstate.operator.status.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Binds {@code ServiceToken} to a token of the platform, and to the Secret that holds it (REST
 * sheet, section 6.8). Thread-safe.
 */
public final class ServiceTokenSync
    implements Content<ServiceToken, ServiceTokenStatus, DesiredToken> {
  private final TokenVault vault;
  private final Clock clock;

  public ServiceTokenSync(TokenVault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public DesiredToken desired(ServiceToken resource, ApiClient api)
      throws ContentException, ApiException, InterruptedException {
    ServiceTokenSpec spec = resource.getSpec();
    if (spec == null || spec.roles() == null || spec.roles().isEmpty()) {
      throw new InvalidSpecException("spec.roles is required");
    }
    List<String> violations = ServiceTokenSpec.violations(spec, null);
    if (!violations.isEmpty()) {
      throw new InvalidSpecException(String.join("; ", violations));
    }
    String secret = RemoteToken.secretOf(resource);
    TokenState state =
        new TokenState(RemoteToken.issued(resource, api), vault.get(resource, secret));
    Instant now = clock.instant();
    String terms = String.join(",", spec.roles()) + " " + spec.expiresAfter();
    boolean renewal = state.on(terms) && state.due(spec.lead(), now);
    List<String> stale = state.stale(now);
    String work =
        (renewal ? "renew " + state.current().map(TokenState.Issued::id).orElseThrow() : "")
            + (stale.isEmpty() ? "" : " remove " + String.join(",", stale));
    return new DesiredToken(
        RemoteToken.nameOf(resource),
        spec.roles(),
        terms,
        secret,
        work,
        renewal,
        stale,
        spec.lifetime().map(now::plus).orElse(null),
        state);
  }

  @Override
  public Remote<DesiredToken> remote(
      ServiceToken resource, Optional<DesiredToken> desired, ApiClient api) {
    return new RemoteToken(resource, desired, api, vault);
  }

  @Override
  public boolean matches(DesiredToken desired, JsonNode view, boolean confirmed) {
    return desired.satisfied();
  }

  @Override
  public Verdict verdict(JsonNode view) {
    return Verdict.ready("Issued", "the Secret holds a token that the platform accepts");
  }

  @Override
  public ServiceTokenStatus status(ServiceToken resource, Observation seen) {
    ServiceTokenStatus old =
        resource.getStatus() == null ? ServiceTokenStatus.empty() : resource.getStatus();
    ServiceTokenStatus next =
        new ServiceTokenStatus(
            seen.shared().observedGeneration(),
            seen.shared().conditions(),
            old.secretName(),
            seen.gone() ? null : old.tokenId(),
            seen.gone() ? null : old.expiresAt(),
            seen.gone() ? null : old.renewsAt(),
            seen.shared().appliedHash());
    return seen.view().map(view -> of(resource, view, next)).orElse(next);
  }

  private static ServiceTokenStatus of(
      ServiceToken resource, JsonNode view, ServiceTokenStatus shared) {
    JsonNode end = view.path("expires");
    Optional<Instant> expires =
        end.isNumber() ? Optional.of(Instant.ofEpochMilli(end.asLong())) : Optional.empty();
    Duration lead = resource.getSpec() == null ? Duration.ZERO : resource.getSpec().lead();
    return new ServiceTokenStatus(
        shared.observedGeneration(),
        shared.conditions(),
        RemoteToken.secretOf(resource),
        view.has("tokenId") ? view.path("tokenId").asText() : null,
        expires.map(ServiceTokenSync::text).orElse(null),
        expires.map(time -> text(time.minus(lead))).orElse(null),
        shared.appliedHash());
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
