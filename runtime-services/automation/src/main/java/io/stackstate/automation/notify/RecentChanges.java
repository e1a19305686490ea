package io.stackstate.automation.notify;

import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.notification.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When the members of groups that are gone have changed, so that what comes and goes is recognised.
 * Bounded, and forgotten at a restart. For one thread.
 */
final class RecentChanges {
  private static final int MOST = 10_000;

  private final Map<String, List<Long>> bySubject =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Long>> eldest) {
          return size() > MOST;
        }
      };

  void remember(Group group, Flap flap) {
    if (flap.changes() > 0) {
      for (Member member : group.members()) {
        bySubject.put(member.subject(), member.changes());
      }
    }
  }

  /** The member with what is remembered of it. */
  Member recall(Member member) {
    List<Long> changes = bySubject.remove(member.subject());
    return changes == null ? member : member.changed(changes);
  }
}
