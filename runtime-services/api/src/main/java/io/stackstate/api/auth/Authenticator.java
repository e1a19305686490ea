package io.stackstate.api.auth;

import java.util.Optional;
import java.util.function.Function;

/** Tells who sends a request; thread-safe and fast, as it runs on the event loop. */
@FunctionalInterface
public interface Authenticator {
  /** What a request without valid credentials is told. */
  String EXPECTATION =
      "not authenticated: expected a valid token in header X-API-Key, X-API-Token, or"
          + " Authorization with scheme ApiKey or ApiToken";

  /**
   * @param headers value of a header by its lower-case name, null when absent
   * @return empty when there are no valid credentials
   */
  Optional<Caller> authenticate(Function<String, String> headers);
}
