package io.stackstate.api.action;

import io.stackstate.api.http.JsonFields;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The instants that an action is run for, epoch milliseconds (query sheet, section 7.2).
 *
 * @param topology empty when the caller looks at the present
 * @param start of the telemetry that the caller sees
 * @param end of it; empty when the caller looks at the present
 */
record ActionTimes(OptionalLong topology, long start, OptionalLong end) {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final String EXPECTED = "epoch milliseconds";

  /**
   * Reads {@code topologyTime}, {@code telemetryTimeStart} and {@code telemetryTimeEnd}. In the
   * past, telemetry ends at the time of the topology unless it is said otherwise; without a start
   * it begins an hour before its end.
   *
   * @throws io.stackstate.api.http.ApiException 400 naming what is wrong
   */
  static ActionTimes read(JsonFields body, long now) {
    Optional<Long> topology = body.whole("topologyTime", 0, EXPECTED);
    Optional<Long> end = body.whole("telemetryTimeEnd", 0, EXPECTED).or(() -> topology);
    long last = end.orElse(now);
    long start =
        body.whole("telemetryTimeStart", 0, EXPECTED).orElse(Math.max(last - USUAL.toMillis(), 0));
    if (start > last) {
      throw body.bad("telemetryTimeStart", "an instant before " + last + ", where telemetry ends");
    }
    return new ActionTimes(optional(topology), start, optional(end));
  }

  /** The instant of the topology when it lies before another one, which is now. */
  OptionalLong past(long now) {
    return topology.isPresent() && topology.getAsLong() < now ? topology : OptionalLong.empty();
  }

  /** As variables of the script. */
  Map<String, Object> variables() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("topologyTime", plain(topology));
    variables.put("telemetryTimeStart", start);
    variables.put("telemetryTimeEnd", plain(end));
    return variables;
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private static Object plain(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
