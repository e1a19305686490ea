package io.stackstate.automation.notify;

import io.stackstate.model.handler.EventHandlerSpec.Flap;
import io.stackstate.model.notification.GroupState.Phase;
import io.stackstate.model.notification.Member;
import java.util.List;

/** What came above the rate limit and still holds is told in one message; pure. */
final class Digest {
  private static final String PREFIX = "digest:";

  private Digest() {}

  /** Moves those that wait for one into one group. */
  static void gather(Groups groups, Flap flap, long now) {
    List<Group> held = held(groups);
    if (held.size() < 2) {
      return;
    }
    Group digest = groups.get(key(now), held.get(0).since);
    for (Group each : held) {
      for (Member member : each.members()) {
        each.remove(member.subject());
        groups.join(digest, member, flap, now);
      }
      groups.forget(each, flap);
    }
  }

  private static String key(long now) {
    return PREFIX + now / 1000;
  }

  /** Whether a group is a digest. */
  static boolean is(Group group) {
    return group.key.startsWith(PREFIX);
  }

  /** Fewer than two need none. */
  private static List<Group> held(Groups groups) {
    return groups.all().stream()
        .filter(g -> g.phase == Phase.PENDING && Suppression.RATE.equals(g.suppressed))
        .filter(Group::anyActive)
        .toList();
  }
}
