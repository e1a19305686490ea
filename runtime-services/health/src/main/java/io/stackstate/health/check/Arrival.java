package io.stackstate.health.check;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;

/**
 * Whether what a check looks at ever came, and since when it is waited for. It survives a restart
 * in what the check said last. One thread.
 */
final class Arrival {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private boolean came;

  /** When the check was first decided, epoch milliseconds. */
  private long since = UNKNOWN;

  /** What it means that nothing is there to decide by. */
  enum Silence {
    /** The check has not been there long enough for more to be said. */
    NOT_YET,
    /** Nothing ever came. */
    NEVER,
    /** There once was something. */
    NO_LONGER
  }

  /**
   * @param said what the check said before; null for a new one
   */
  Arrival(BoundCheckState said) {
    if (said != null) {
      came =
          said.health() != HealthState.UNKNOWN
              || Verdict.STALE.equals(said.error())
              || said.error() == null && said.message() != null;
      since = said.since();
    }
  }

  /**
   * Goes on where the one was whose place it takes.
   *
   * @param same whether the check still decides as it did
   */
  void follow(Arrival before, boolean same) {
    came |= before.came;
    since = same ? before.since : UNKNOWN;
  }

  /** Something has come, if this is true. */
  void came(boolean now) {
    came |= now;
  }

  /**
   * What it means that nothing is there.
   *
   * @param patienceMillis how long the check is to be there before it says that nothing came
   */
  Silence silence(long now, long patienceMillis) {
    if (came) {
      return Silence.NO_LONGER;
    }
    since = since == UNKNOWN ? now : since;
    return now - since >= patienceMillis ? Silence.NEVER : Silence.NOT_YET;
  }

  /** When the silence will be another one unless something comes; never when it will not. */
  long due(long now, long patienceMillis) {
    return silence(now, patienceMillis) == Silence.NOT_YET
        ? since + patienceMillis
        : Long.MAX_VALUE;
  }
}
