package io.stackstate.model.notification;

import java.util.List;

/**
 * When a subject that is in no group any more has changed lately, so that what comes and goes is
 * recognised as flapping, after a restart too.
 *
 * @param changes epoch milliseconds, the oldest first
 */
public record RecentChanges(List<Long> changes) {
  public RecentChanges {
    changes = List.copyOf(changes);
  }
}
