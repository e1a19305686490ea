package io.stackstate.telemetry.promql.syntax;

/**
 * The time that a selector looks at: {@code offset} and {@code @}.
 *
 * @param offsetMillis how much earlier; negative for later
 * @param atMillis epoch milliseconds, with {@link Anchor#FIXED} only
 */
public record TimeShift(long offsetMillis, Anchor anchor, long atMillis) {
  /** What the offset counts from. */
  public enum Anchor {
    /** The time of evaluation. */
    STEP,
    START,
    END,
    FIXED
  }

  public static final TimeShift NONE = new TimeShift(0, Anchor.STEP, 0);

  /** Whether it looks at the same time at every step. */
  public boolean isFixed() {
    return anchor != Anchor.STEP;
  }

  TimeShift offset(long millis) {
    return new TimeShift(millis, anchor, atMillis);
  }

  TimeShift at(Anchor where, long millis) {
    return new TimeShift(offsetMillis, where, millis);
  }
}
