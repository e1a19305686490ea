package io.stackstate.model.monitor;

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

  /** Whether a stream belongs to a monitor. */
  public static boolean isOne(String urn) {
    return urn.startsWith(PREFIX);
  }
}
