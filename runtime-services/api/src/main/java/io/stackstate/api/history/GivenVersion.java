package io.stackstate.api.history;

import io.stackstate.model.check.ElementTelemetry;

/**
 * What people had given an element for a while.
 *
 * @param sinceMillis when it became so, epoch milliseconds
 * @param untilMillis when it became something else, or nothing; {@link Long#MAX_VALUE} while it is
 *     so
 */
public record GivenVersion(ElementTelemetry given, long sinceMillis, long untilMillis) {
  boolean holdsAt(long timeMillis) {
    return sinceMillis <= timeMillis && timeMillis < untilMillis;
  }
}
