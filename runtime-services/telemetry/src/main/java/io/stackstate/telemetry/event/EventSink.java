package io.stackstate.telemetry.event;

import java.util.List;

/** Where documents go; for one thread. */
public interface EventSink {
  /**
   * Stores them; returns when they are safe. What is there already stays as it is, so that they may
   * be given again. A document that can never be stored is counted and left out.
   *
   * @throws EventsUnavailableException when some may be missing: all are to be given again, later
   */
  void write(List<EventDocument> documents) throws EventsUnavailableException;

  /**
   * Does what must be done now and then: to be called often, it knows when.
   *
   * @throws EventsUnavailableException when it could not; it will be done at the next call
   */
  void maintain(long nowMillis) throws EventsUnavailableException;
}
