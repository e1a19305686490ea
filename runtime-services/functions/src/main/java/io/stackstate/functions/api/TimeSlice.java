package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainValue;
import java.util.Map;

/** The topology of a run, which scripts hand on and cannot look into. */
public final class TimeSlice implements PlainValue {
  private final long millis;

  TimeSlice(long millis) {
    this.millis = millis;
  }

  /** Epoch milliseconds. */
  long millis() {
    return millis;
  }

  @Override
  public Object toPlain() {
    return Map.of("_type", "TimeSlice", "timestamp", millis);
  }
}
