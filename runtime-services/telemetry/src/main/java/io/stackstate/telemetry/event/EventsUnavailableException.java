package io.stackstate.telemetry.event;

/** The store of events does not answer, or there is none; its message says so to people. */
public final class EventsUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public EventsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public EventsUnavailableException(String message) {
    super(message);
  }
}
