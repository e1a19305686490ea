package io.stackstate.model.monitor;

/** How many seconds may lie between the end of a run of a monitor and the next one. */
public final class MonitorInterval {
  /** Fewer would be no interval (health sheet, section 3.4). */
  public static final long LEAST_SECONDS = 1;

  /** A year; who wants longer wants the monitor disabled. */
  public static final long MOST_SECONDS = 31_536_000;

  private MonitorInterval() {}

  public static boolean isValid(long seconds) {
    return seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS;
  }

  /** What is expected, for messages to people. */
  public static String expected() {
    return LEAST_SECONDS + " to " + MOST_SECONDS + " seconds";
  }
}
