package io.stackstate.operator.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header Retry-After: seconds or a date (RFC 9110). */
final class RetryAfter {
  private RetryAfter() {}

  /** Null when absent or unreadable: then the caller's own back-off applies. */
  static Duration parse(String header) {
    if (header == null) {
      return null;
    }
    Duration wish = header.matches("[0-9]{1,9}") ? seconds(header) : date(header);
    if (wish == null || wish.isNegative()) {
      return null;
    }
    boolean tooLong = wish.compareTo(ApiClient.LONGEST_RETRY_AFTER) > 0;
    return tooLong ? ApiClient.LONGEST_RETRY_AFTER : wish;
  }

  private static Duration seconds(String header) {
    return Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration date(String header) {
    try {
      ZonedDateTime until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(Instant.now(), until.toInstant());
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
