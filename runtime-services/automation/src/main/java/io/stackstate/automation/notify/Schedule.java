package io.stackstate.automation.notify;

import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.OutputSpec;

/** When a group is to be looked at again although nothing happens to it; pure. */
final class Schedule {
  /** What is held back, or flaps, is looked at so often: why it is may end at any time. */
  private static final long OFTEN_MILLIS = 100;

  private Schedule() {}

  /**
   * After a look at the group.
   *
   * @param patience how long the group waits before it opens, milliseconds
   * @return epoch milliseconds; {@link Long#MAX_VALUE} for never
   */
  static long next(Group group, EventHandlerSpec spec, long patience, long now) {
    if (group.suppressed != null || spec.flap().changes() > 0) {
      return now + OFTEN_MILLIS;
    }
    return switch (group.phase) {
      case PENDING -> group.since + patience;
      case OPEN -> open(group, spec, now);
      case CLOSING -> group.since + spec.keepFor().toMillis();
    };
  }

  private static long open(Group group, EventHandlerSpec spec, long now) {
    long next = Long.MAX_VALUE;
    if (!group.news(false).equals(group.told)) {
      next = group.toldAt + spec.grouping().interval().toMillis();
    }
    if (group.acknowledgedBy != null) {
      return next;
    }
    long repeat = spec.grouping().repeat().toMillis();
    if (repeat > 0) {
      next = Math.min(next, group.toldAt + repeat);
    }
    for (OutputSpec output : spec.outputs()) {
      if (!output.after().isZero() && !group.outputs.contains(output.name())) {
        long due = group.openedAt + output.after().toMillis();
        next = Math.min(next, due > now ? due : now + OFTEN_MILLIS);
      }
    }
    return next;
  }
}
