package io.stackstate.automation.output.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.spec.Encoded;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The token of one output: got by the client credentials grant (RFC 6749, section 4.4), kept until
 * half a minute before its end or until it is refused. Thread-safe; one thread gets it, the others
 * wait.
 */
final class OAuth2Tokens {
  private static final long EARLY_SECONDS = 30;
  private static final long USUAL_SECONDS = 300;

  private final Clock clock;
  private String token;
  private Instant end = Instant.MIN;

  OAuth2Tokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param refused the token that the receiver did not accept, or null
   */
  synchronized String token(Auth.OAuth2 auth, ReadSecrets secrets, Wire wire, String refused) {
    if (token == null || token.equals(refused) || !clock.instant().isBefore(end)) {
      token = null;
      get(auth, secrets.read(auth.clientSecret()), wire);
    }
    secrets.remember(token);
    return token;
  }

  private void get(Auth.OAuth2 auth, String secret, Wire wire) {
    Answer answer = wire.send(request(auth, secret));
    if (!answer.success()) {
      throw failure(answer);
    }
    JsonNode body = answer.json();
    String got = body.path("access_token").asText("");
    if (got.isEmpty()) {
      throw DeliveryFailure.authFailed("token endpoint: found no access_token in its answer");
    }
    long seconds = body.path("expires_in").asLong(USUAL_SECONDS);
    token = got;
    end = clock.instant().plusSeconds(Math.max(1, seconds - EARLY_SECONDS));
  }

  private DeliveryFailure failure(Answer answer) {
    Outcome outcome = Classification.of(answer, clock.instant());
    if (outcome instanceof Outcome.Retry) {
      return new DeliveryFailure(outcome);
    }
    return DeliveryFailure.authFailed("token endpoint answered " + answer.status());
  }

  private static Call request(Auth.OAuth2 auth, String secret) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    if (!auth.scopes().isEmpty()) {
      form.put("scope", String.join(" ", auth.scopes()));
    }
    form.putAll(auth.parameters());
    if (auth.inBody()) {
      form.put("client_id", auth.clientId());
      form.put("client_secret", secret);
    }
    Call call =
        Call.text("POST", auth.tokenUrl(), "application/x-www-form-urlencoded", Encoded.form(form))
            .with("Accept", "application/json");
    return auth.inBody()
        ? call
        : call.with("Authorization", basic(Encoded.field(auth.clientId()), Encoded.field(secret)));
  }

  /** The value of the header. */
  static String basic(String username, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
