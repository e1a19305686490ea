package io.stackstate.api.history;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;

/**
 * A time from which, exclusive, and to which, inclusive, changes are wanted; epoch milliseconds.
 */
record Interval(long from, long to) {
  private static final String EXPECTED = "epoch milliseconds";

  /**
   * Reads the query parameters {@code from} and {@code to}.
   *
   * @param earliest when {@code from} is not given
   * @param now when {@code to} is not given
   */
  static Interval of(Call call, long earliest, long now) {
    long from = call.longParam("from", 0, Long.MAX_VALUE).orElse(earliest);
    return checked(from, call.longParam("to", 0, Long.MAX_VALUE).orElse(now));
  }

  /** Reads the fields {@code from}, which must be there, and {@code to}. */
  static Interval of(JsonFields body, long now) {
    long from = body.whole("from", 0, EXPECTED).orElseThrow(() -> body.bad("from", EXPECTED));
    return checked(from, body.whole("to", 0, EXPECTED).orElse(now));
  }

  private static Interval checked(long from, long to) {
    if (to < from) {
      throw ApiException.badField("to", Long.toString(to), "a time not before from, " + from);
    }
    return new Interval(from, to);
  }
}
