package io.stackstate.model.monitor;

import java.util.OptionalLong;

/** The health streams that the states of monitors stand in: one for each monitor. */
public final class MonitorStream {
  private static final String PREFIX = "urn:health:stackstate:monitor:";

  private MonitorStream() {}

  /**
   * @param monitor the id of its settings node
   */
  public static String urn(long monitor) {
    return PREFIX + monitor;
  }

  /** The id of the monitor that a stream belongs to; empty when it belongs to none. */
  public static OptionalLong monitor(String urn) {
    String id = isOne(urn) ? urn.substring(PREFIX.length()) : "";
    return id.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
  }

  /** Whether a stream belongs to a monitor. */
  public static boolean isOne(String urn) {
    return urn.startsWith(PREFIX);
  }
}
