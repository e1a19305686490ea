package io.stackstate.automation.output.webhook;

import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.http.Answer;
import io.stackstate.automation.output.http.Call;
import io.stackstate.automation.output.http.Exchange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * The abuse protection of CloudEvents webhooks (health sheet, section 12.3): before the first call,
 * and once a day, the receiver is asked with {@code OPTIONS} whether it wants to be called, and how
 * often in a minute at most. A receiver that does not say so gets nothing. Consent by a call back
 * is not offered. Thread-safe.
 */
final class Handshake {
  private static final Duration VALID = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final String origin;
  private final int wantedRate;
  private final Deque<Instant> recent = new ArrayDeque<>();
  private URI asked;
  private Instant askedAt = Instant.MIN;
  private int rate = UNLIMITED;

  /**
   * @param origin the DNS name of who calls
   * @param wantedRate calls a minute to ask for
   */
  Handshake(String origin, int wantedRate) {
    this.origin = origin;
    this.wantedRate = wantedRate;
  }

  /**
   * Returns when a call may be made now, and counts it.
   *
   * @param credentials headers that the calls have
   * @throws DeliveryFailure when the receiver does not allow it, or not yet
   */
  synchronized void pass(URI uri, Map<String, String> credentials, Exchange exchange) {
    Instant now = exchange.now();
    if (!uri.equals(asked) || Duration.between(askedAt, now).compareTo(VALID) >= 0) {
      rate = ask(uri, credentials, exchange);
      asked = uri;
      askedAt = now;
      recent.clear();
    }
    if (rate == UNLIMITED) {
      return;
    }
    while (!recent.isEmpty() && !recent.peek().plus(MINUTE).isAfter(now)) {
      recent.remove();
    }
    if (recent.size() >= rate) {
      throw DeliveryFailure.retry(
          FailureCategory.RECEIVER,
          "the receiver allows " + rate + " calls a minute",
          Optional.of(Duration.between(now, recent.peek().plus(MINUTE))));
    }
    recent.add(now);
  }

  private int ask(URI uri, Map<String, String> credentials, Exchange exchange) {
    Call call =
        Call.text("OPTIONS", uri, "text/plain", "")
            .with("WebHook-Request-Origin", origin)
            .with("WebHook-Request-Rate", Integer.toString(wantedRate));
    for (Map.Entry<String, String> header : credentials.entrySet()) {
      call = call.with(header.getKey(), header.getValue());
    }
    Answer answer = exchange.ask(call);
    if (answer.status() != 405 && answer.status() != 501) {
      exchange.accepted(answer);
    }
    String allowed = answer.header("webhook-allowed-origin").orElse("").strip();
    if (!allowed.equals("*") && !allowed.equalsIgnoreCase(origin)) {
      throw DeliveryFailure.refused(
          FailureCategory.RECEIVER,
          "OPTIONS: found "
              + (allowed.isEmpty() ? "no WebHook-Allowed-Origin" : "another origin allowed")
              + ", expected it to allow "
              + origin);
    }
    return rate(answer);
  }

  /** The header is required, but its absence can only mean that there is no limit. */
  private static int rate(Answer answer) {
    String text = answer.header("webhook-allowed-rate").orElse("*").strip();
    if (text.equals("*")) {
      return UNLIMITED;
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw DeliveryFailure.refused(
          FailureCategory.RECEIVER,
          "OPTIONS: found a WebHook-Allowed-Rate that is none, expected * or calls a minute");
    }
    return Integer.parseInt(text);
  }
}
