package io.stackstate.automation.output.http;

import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.text.Cut;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a status that is no success means (health sheet, section 13.3 items 4 and 5). */
public final class Classification {
  private static final int SHOWN = 200;
  private static final Duration MAX_WAIT = Duration.ofHours(24);

  private Classification() {}

  public static Outcome of(Answer answer, Instant now) {
    String message = message(answer);
    return switch (answer.status()) {
      case 401, 403 -> new Outcome.AuthFailed(message);
      case 410 -> new Outcome.Gone(message);
      case 408, 425, 429 -> retry(answer, message, now);
      default ->
          answer.status() >= 500
              ? retry(answer, message, now)
              : new Outcome.Refused(FailureCategory.HTTP, message);
    };
  }

  private static Outcome retry(Answer answer, String message, Instant now) {
    return new Outcome.Retry(
        FailureCategory.HTTP,
        message,
        answer.header("retry-after").flatMap(text -> wait(text, now)));
  }

  /**
   * Seconds, or a date; nonsense counts as absent, and a receiver cannot ask for more than a day.
   */
  static Optional<Duration> wait(String header, Instant now) {
    Optional<Duration> wait;
    try {
      wait = Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
    } catch (NumberFormatException e) {
      wait = until(header.strip(), now);
    }
    return wait.filter(found -> !found.isNegative())
        .map(found -> found.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : found);
  }

  private static Optional<Duration> until(String header, Instant now) {
    try {
      return Optional.of(
          Duration.between(
              now, ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String message(Answer answer) {
    if (answer.status() >= 300 && answer.status() < 400) {
      return "answered "
          + answer.status()
          + answer.header("location").map(to -> " to " + host(to)).orElse("")
          + ": redirects are not followed";
    }
    String body = answer.body().replaceAll("\\s+", " ").strip();
    return ("answered " + answer.status() + " " + answer.phrase()).strip()
        + (body.isEmpty() ? "" : ": " + Cut.to(SHOWN, body));
  }

  /** The rest of an address may carry a session. */
  private static String host(String location) {
    try {
      URI uri = URI.create(location);
      return uri.getHost() == null ? "another path" : uri.getHost();
    } catch (IllegalArgumentException e) {
      return "no address";
    }
  }
}
