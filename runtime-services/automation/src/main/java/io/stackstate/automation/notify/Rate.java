package io.stackstate.automation.notify;

/** How many messages a handler may still make in this minute. For one thread. */
final class Rate {
  private static final long MINUTE = 60_000;

  private long minute;
  private int made;

  /**
   * Takes one message out of the minute.
   *
   * @param perMinute 0 for any number
   */
  boolean take(int perMinute, long now) {
    if (!left(perMinute, now)) {
      return false;
    }
    made++;
    return true;
  }

  boolean left(int perMinute, long now) {
    if (now / MINUTE != minute) {
      minute = now / MINUTE;
      made = 0;
    }
    return perMinute == 0 || made < perMinute;
  }
}
