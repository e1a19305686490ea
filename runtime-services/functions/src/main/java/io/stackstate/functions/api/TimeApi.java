package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** {@code Time} of scripts (query sheet, section 6.6). */
public final class TimeApi {
  private final ScriptHost host;
  private final InstantSource clock;

  TimeApi(ScriptHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
  }

  public AsyncScriptResult currentTimeSlice() {
    return AsyncScriptResult.attempt(
        () -> new TimeSlice(((Number) host.ask(Question.PRESENT, Map.of())).longValue()));
  }

  /** Epoch milliseconds of an instant in any of its forms. */
  public long epochMs(Object instant) {
    return InstantText.millis(instant, clock.millis());
  }

  /**
   * @param pattern as {@link DateTimeFormatter} has it; in UTC
   */
  public String format(Object instant, Object pattern) {
    try {
      return DateTimeFormatter.ofPattern(String.valueOf(pattern))
          .withZone(ZoneOffset.UTC)
          .format(Instant.ofEpochMilli(epochMs(instant)));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new ScriptApiException(
          "Time.format: found pattern \"%s\", expected one such as yyyy-MM-dd: %s"
              .formatted(pattern, e.getMessage()));
    }
  }
}
