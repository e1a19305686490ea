package io.stackstate.automation.engine;

import io.stackstate.automation.handler.CheckSignals;
import io.stackstate.automation.output.Notification;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.notification.Cause;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.Member;
import java.util.List;

/**
 * The event that led to what is told of a group; pure. Of what was found in the topology, as for a
 * handler that is new, it is the one that such an event would have been.
 */
final class LastEvent {
  private LastEvent() {}

  /** Null when the group is empty. */
  static Notification.Event of(GroupState group) {
    Member last = null;
    for (Member member : group.members()) {
      boolean later =
          member.cause() != null && (last == null || member.cause().at() >= last.cause().at());
      last = later ? member : last;
    }
    if (last != null) {
      return of(last, last.cause());
    }
    return group.members().isEmpty() ? null : found(group.members().get(0), group);
  }

  private static Notification.Event found(Member member, GroupState group) {
    boolean problem = member.problem() != null;
    String ofProblem = member.active() ? EventTypes.PROBLEM_CREATED : EventTypes.PROBLEM_RESOLVED;
    Cause cause =
        new Cause(
            problem ? ofProblem : EventTypes.HEALTH_STATE_CHANGED,
            group.notificationId(),
            member.since(),
            member.active() ? HealthState.UNKNOWN : member.state(),
            member.active() ? member.state() : HealthState.CLEAR,
            List.of(),
            List.of());
    return of(member, cause);
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
