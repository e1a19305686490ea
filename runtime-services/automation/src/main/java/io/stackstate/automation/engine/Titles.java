package io.stackstate.automation.engine;

import io.stackstate.automation.handler.ViewSubjects;
import io.stackstate.automation.notify.Message;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.automation.output.Notification.Subject;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.notification.Member;

/** The one line that says what a message is about; pure. */
final class Titles {
  private Titles() {}

  /**
   * @param first the member that stands for all
   * @param state of all members
   * @param count of the elements
   */
  static String of(Message message, Member first, Subject root, HealthState state, int count) {
    boolean view = ViewSubjects.isView(first.subject());
    String more = count > 1 && !view ? " (" + count + " elements)" : "";
    if (message.transition() == Transition.CLOSE) {
      return (resolved(message.closeReason()) ? "Resolved: " : "Closed: ")
          + over(first, root, state)
          + more;
    }
    if (first.problem() != null) {
      return "Problem: " + root.name() + " is " + state + more;
    }
    if (view) {
      return "View " + root.name() + " is " + state;
    }
    return (first.title() == null ? root.name() + " is " + state : first.title()) + more;
  }

  private static boolean resolved(CloseReason reason) {
    return reason == null || reason.resolved();
  }

  private static String over(Member first, Subject root, HealthState state) {
    if (first.problem() != null) {
      return "problem of " + root.name() + " was " + state;
    }
    if (first.subject().startsWith("event:") && first.title() != null) {
      return first.title();
    }
    String name = ViewSubjects.isView(first.subject()) ? "view " + root.name() : root.name();
    HealthState was = before(first, state);
    return was == null ? name : name + " was " + was;
  }

  /** An element that ended says by its state what came after. Null when it is not known. */
  private static HealthState before(Member first, HealthState state) {
    if (first.active()) {
      return state;
    }
    return first.cause() == null ? null : first.cause().before();
  }
}
