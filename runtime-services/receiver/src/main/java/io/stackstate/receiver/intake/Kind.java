package io.stackstate.receiver.intake;

import java.util.Locale;

/** What a message consists of, as counted in metrics and answers. */
public enum Kind {
  SNAPSHOT_MARKER,
  COMPONENT,
  RELATION,
  DELETE,
  METRIC,
  EVENT,
  TOPOLOGY_EVENT,
  HEALTH,
  STATE_EVENT;

  /** The name used in metrics and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
