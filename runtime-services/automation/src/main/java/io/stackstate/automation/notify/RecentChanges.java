package io.stackstate.automation.notify;

import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.notification.Member;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When the members of groups that are gone have changed, so that what comes and goes is recognised.
 * Bounded: only what may still count is kept, the newest of it. For one thread.
 */
final class RecentChanges {
  private static final int MOST = 10_000;

  /** By subject, what ended first comes first. */
  private final Map<String, List<Long>> bySubject = new LinkedHashMap<>();

  private final Set<String> moved = new LinkedHashSet<>();

  /** Takes over what was stored. */
  void restore(String subject, List<Long> changes) {
    bySubject.put(subject, changes);
  }

  void remember(Group group, Flap flap) {
    if (flap.changes() == 0) {
      return;
    }
    for (Member member : group.members()) {
      bySubject.remove(member.subject());
      bySubject.put(member.subject(), member.changes());
      moved.add(member.subject());
    }
    while (bySubject.size() > MOST) {
      forget(bySubject.keySet().iterator().next());
    }
  }

  /** The member with what is remembered of it. */
  Member recall(Member member) {
    List<Long> changes = bySubject.get(member.subject());
    if (changes == null) {
      return member;
    }
    forget(member.subject());
    return member.changed(changes);
  }

  /** Forgets what is too old to count. */
  void expire(Flap flap, long now) {
    Iterator<Map.Entry<String, List<Long>>> oldest = bySubject.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, List<Long>> each = oldest.next();
      long last = each.getValue().stream().mapToLong(Long::longValue).max().orElse(0);
      if (flap.changes() > 0 && last + flap.window().toMillis() >= now) {
        return;
      }
      moved.add(each.getKey());
      oldest.remove();
    }
  }

  private void forget(String subject) {
    bySubject.remove(subject);
    moved.add(subject);
  }

  boolean isEmpty() {
    return bySubject.isEmpty();
  }

  boolean quiet() {
    return moved.isEmpty();
  }

  /** What has changed since the last call; empty for what is forgotten. */
  Map<String, Optional<List<Long>>> take() {
    Map<String, Optional<List<Long>>> taken = new HashMap<>();
    moved.forEach(subject -> taken.put(subject, Optional.ofNullable(bySubject.get(subject))));
    moved.clear();
    return taken;
  }
}
