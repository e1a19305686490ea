package io.stackstate.api.auth;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Tells who sends a request; thread-safe and fast, as it runs on the event loop. */
@FunctionalInterface
public interface Authenticator {
  /** What a request without valid credentials is told. */
  String EXPECTATION =
      "not authenticated: expected a valid token in header X-API-Key, X-API-Token, or"
          + " Authorization with scheme ApiKey or ApiToken";

  /**
   * Tells it without waiting, also where somebody else has to be asked first.
   *
   * @param headers as {@link #authenticate} takes them; read at once
   * @return fails with a {@link RefusedException} when there are no valid credentials
   */
  default CompletableFuture<Caller> identify(Function<String, String> headers) {
    return authenticate(headers)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> CompletableFuture.failedFuture(new RefusedException(401, EXPECTATION)));
  }

  /**
   * @param headers value of a header by its lower-case name, null when absent
   * @return empty when there are no valid credentials
   */
  Optional<Caller> authenticate(Function<String, String> headers);
}
