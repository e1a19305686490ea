package io.stackstate.automation.engine;

import io.stackstate.automation.handler.CheckSignals;
import io.stackstate.automation.output.Notification;
import io.stackstate.model.notification.Cause;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.Member;

/** The event that led to what is told of a group; pure. */
final class LastEvent {
  private LastEvent() {}

  /** Null when none is known. */
  static Notification.Event of(GroupState group) {
    Member last = null;
    for (Member member : group.members()) {
      boolean later =
          member.cause() != null && (last == null || member.cause().at() >= last.cause().at());
      last = later ? member : last;
    }
    return last == null ? null : of(last, last.cause());
  }

  private static Notification.Event of(Member member, Cause cause) {
    String topic = CheckSignals.topic(member.subject());
    int colon = topic.indexOf(':');
    String kind = topic.substring(0, colon);
    String id = topic.substring(colon + 1);
    return new Notification.Event(
        kind,
        kind.equals("event") ? 0 : Long.parseLong(id),
        cause.type(),
        cause.id(),
        cause.at(),
        cause.before(),
        cause.after(),
        cause.via(),
        member.element(),
        member.nodes(),
        cause.superProblems());
  }
}
