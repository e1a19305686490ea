package io.stackstate.automation.output.http;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.spec.SecretRef;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The calls of one delivery: each with the headers, credentials and signature of the output. Used
 * by one thread.
 */
public final class Exchange {
  private final HttpSettings settings;
  private final Wire wire;
  private final OAuth2Tokens tokens;
  private final ReadSecrets secrets;
  private final Map<String, String> headers;
  private final Clock clock;

  Exchange(
      HttpSettings settings,
      Wire wire,
      OAuth2Tokens tokens,
      ReadSecrets secrets,
      Map<String, String> headers,
      Clock clock) {
    this.settings = settings;
    this.wire = wire;
    this.tokens = tokens;
    this.secrets = secrets;
    this.headers = Map.copyOf(headers);
    this.clock = clock;
  }

  /**
   * @throws DeliveryFailure unless the answer is 2xx
   */
  public Answer send(Call call) {
    return accepted(ask(call));
  }

  /** The answer itself. */
  public Answer accepted(Answer answer) {
    if (!answer.success()) {
      throw new DeliveryFailure(Classification.of(answer, clock.instant()));
    }
    return answer;
  }

  /**
   * Any answer, for receivers that say with a status what others say with a body.
   *
   * @throws DeliveryFailure without an answer
   * @throws BodyTooLargeException before anything is sent
   */
  public Answer ask(Call call) {
    check(call);
    Call signed = signed(decorated(call));
    if (!(settings.auth() instanceof Auth.OAuth2 oauth2)) {
      return wire.send(authorised(signed));
    }
    String token = tokens.token(oauth2, secrets, wire, null);
    Answer answer = wire.send(signed.with("Authorization", "Bearer " + token));
    if (answer.status() != 401) {
      return answer;
    }
    String fresh = tokens.token(oauth2, secrets, wire, token);
    return wire.send(signed.with("Authorization", "Bearer " + fresh));
  }

  /**
   * For protocols that make other calls before this one.
   *
   * @throws BodyTooLargeException when the body is above the limit
   */
  public void check(Call call) {
    if (call.body().length > settings.maxBodyBytes()) {
      throw new BodyTooLargeException(call.body().length, settings.maxBodyBytes());
    }
  }

  public String secret(SecretRef ref) {
    return secrets.read(ref);
  }

  /** An address that is a secret. */
  public URI secretUrl(SecretRef ref) {
    return secrets.readUrl(ref);
  }

  /**
   * Lets the receiver work.
   *
   * @throws DeliveryFailure when the service stops meanwhile
   */
  public void pause(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw DeliveryFailure.retry(FailureCategory.NETWORK, "interrupted while waiting");
      }
    }
  }

  public Instant now() {
    return clock.instant();
  }

  private Call decorated(Call call) {
    Call more = call;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      more = more.with(header.getKey(), header.getValue());
    }
    for (Map.Entry<String, SecretRef> header : settings.secretHeaders().entrySet()) {
      more = more.with(header.getKey(), secrets.read(header.getValue()));
    }
    return more;
  }

  private Call signed(Call call) {
    if (settings.hmac().isEmpty()) {
      return call;
    }
    Hmac hmac = settings.hmac().get();
    long timestamp = clock.instant().getEpochSecond();
    return call.with(hmac.timestampHeader(), Long.toString(timestamp))
        .with(hmac.header(), Hmac.sign(secrets.read(hmac.secret()), timestamp, call.body()));
  }

  private Call authorised(Call call) {
    if (settings.auth() instanceof Auth.Basic basic) {
      String password = secrets.read(basic.password());
      return call.with("Authorization", OAuth2Tokens.basic(basic.username(), password));
    }
    return settings.auth() instanceof Auth.Token token
        ? call.with("Authorization", token.scheme() + " " + secrets.read(token.token()))
        : call;
  }
}
