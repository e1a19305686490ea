package io.stackstate.health.monitor;

/** A monitor that cannot run as it is defined; the message names the field or parameter. */
public final class InvalidMonitorException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidMonitorException(String message) {
    super(message);
  }
}
