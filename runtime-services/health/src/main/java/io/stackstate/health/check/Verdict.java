package io.stackstate.health.check;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.health.BoundCheckState.Expiry;
import io.stackstate.model.health.CheckDetails;
import java.util.stream.Collectors;

/**
 * What a check comes to.
 *
 * @param health null: stays as it is
 * @param message says why; null when there is nothing to say
 * @param error one of {@code ErrorStateValue} (health sheet, section 1.1); null without error
 * @param expiry when the state ends by itself; null when it does not
 * @param details what else a function said; null for nothing
 */
record Verdict(
    HealthState health, String message, String error, Expiry expiry, CheckDetails details) {
  static final String STALE = "STALE_DATA_STREAM";
  static final String NOT_FOUND = "STREAM_DATA_NOT_FOUND";
  static final String CHECK_ERROR = "CHECK_ERROR";

  private static final long SECOND = 1_000;

  /** Nothing has come yet. */
  static final Verdict NO_DATA = of(HealthState.UNKNOWN, null);

  static Verdict of(HealthState health, String message) {
    return new Verdict(health, message, null, null, null);
  }

  static Verdict stale(String message) {
    return new Verdict(HealthState.UNKNOWN, message, STALE, null, null);
  }

  /**
   * Nothing ever came.
   *
   * @param millis for how long, at least
   */
  static Verdict notFound(StreamDefinition stream, long millis) {
    return new Verdict(
        HealthState.UNKNOWN,
        "nothing came in " + seconds(millis) + " that is " + sought(stream),
        NOT_FOUND,
        null,
        null);
  }

  private static String sought(StreamDefinition stream) {
    String what =
        switch (stream.kind()) {
          case METRICS -> "metric " + stream.metric();
          case EVENTS -> "an event";
          case SERVICE_CHECKS -> "a service check";
        };
    String conditions =
        stream.conditions().stream()
            .map(condition -> condition.key() + " \"" + condition.value() + "\"")
            .collect(Collectors.joining(", "));
    return conditions.isEmpty() ? what : what + " with " + conditions;
  }

  /** A time in a message. */
  static String seconds(long millis) {
    return millis % SECOND == 0 ? millis / SECOND + " s" : millis + " ms";
  }

  /** The definition is wrong. */
  static Verdict invalid(String message) {
    return new Verdict(HealthState.UNKNOWN, message, CHECK_ERROR, null, null);
  }

  /** This time it could not be decided; the state stays (health sheet, section 2.2). */
  static Verdict failed(String message) {
    return new Verdict(null, message, CHECK_ERROR, null, null);
  }
}
