package io.stackstate.automation.notify;

import io.stackstate.model.notification.GroupState.Phase;
import java.util.List;

/** What came above the rate limit and still holds is told in one message; pure. */
final class Digest {
  private static final String PREFIX = "digest:";

  private Digest() {}

  /** The key of the group that is made of them. */
  static String key(long now) {
    return PREFIX + now / 1000;
  }

  /** Whether a group is a digest. */
  static boolean is(Group group) {
    return group.key.startsWith(PREFIX);
  }

  /** The groups that wait for one; fewer than two need none. */
  static List<Group> held(Groups groups) {
    return groups.all().stream()
        .filter(g -> g.phase == Phase.PENDING && Suppression.RATE.equals(g.suppressed))
        .filter(Group::anyActive)
        .toList();
  }
}
