package io.stackstate.functions.api;

import io.stackstate.model.check.ElementTelemetry;
import java.util.OptionalLong;

/**
 * Where scripts see the streams and checks that people gave elements. They are settings, not
 * topology, so that only processes with settings at hand know them. Thread-safe.
 */
@FunctionalInterface
public interface MadeSource {
  /** Knows none. */
  MadeSource NONE = (element, timeMillis) -> ElementTelemetry.none(element);

  /**
   * Those of an element, which may have none.
   *
   * @param timeMillis epoch milliseconds; empty stands for now
   */
  ElementTelemetry of(long element, OptionalLong timeMillis);
}
