package io.stackstate.automation.notify;

import io.stackstate.automation.handler.ScopeCheck;
import io.stackstate.automation.output.CloseReason;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.notification.Member;
import java.util.Comparator;

/** Why notifications end; pure. */
final class Reasons {
  private Reasons() {}

  /** As members say it. */
  static String text(CloseReason reason) {
    return switch (reason) {
      case PROBLEM_RESOLVED -> "ProblemResolved";
      case PROBLEM_SUBSUMED -> "ProblemSubsumed";
      default -> reason.webhookName();
    };
  }

  /** That of the member that ended last. */
  static CloseReason of(Group group) {
    String last =
        group.members().stream()
            .filter(member -> member.ended() != null)
            .max(Comparator.comparingLong(Member::since))
            .map(Member::ended)
            .orElse("");
    for (CloseReason reason : CloseReason.values()) {
      if (text(reason).equals(last)) {
        return reason;
      }
    }
    return CloseReason.HEALTH_STATE_RESOLVED;
  }

  /** Whether one of the triggers would have led to the member. */
  static boolean covered(EventHandlerSpec spec, ScopeCheck scope, Member member) {
    return spec.triggers().stream().anyMatch(trigger -> covers(spec, scope, trigger, member));
  }

  private static boolean covers(
      EventHandlerSpec spec, ScopeCheck scope, Trigger trigger, Member member) {
    String kind = member.subject().substring(0, member.subject().indexOf(':'));
    if (trigger instanceof Trigger.OfElement t) {
      String own = spec.splitsChecks() ? "state" : "element";
      return kind.equals(t.propagated() ? "propagated" : own) && t.to().contains(member.state());
    }
    if (trigger instanceof Trigger.OfView t) {
      return kind.equals("view")
          && t.to().contains(member.state())
          && (t.view() == null || scope.isView(t.view(), member));
    }
    if (trigger instanceof Trigger.OfProblem t) {
      return kind.equals("problem") && member.state().compareTo(t.minHealth()) >= 0;
    }
    return kind.equals("event");
  }
}
