package io.stackstate.automation.handler;

import io.stackstate.automation.handler.Signal.Kind;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.notification.Cause;
import io.stackstate.model.notification.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event says of single check states at an element, for handlers that ask for monitors
 * (health sheet, section 10.3); pure.
 */
public final class CheckSignals {
  private static final String STATE = "state:";

  private CheckSignals() {}

  /** What it says of those that fail; those that it does not name do not fail. */
  static List<Signal> of(List<Trigger.OfElement> triggers, Occurrence.OfHealth o) {
    Cause cause = Causes.of(o);
    List<Signal> signals = new ArrayList<>();
    for (FailingCheck check : o.change().failingChecks()) {
      Kind kind = Kind.END;
      for (Trigger.OfElement trigger : triggers) {
        Kind here =
            TriggerMatch.kind(trigger.from(), trigger.to(), o.change().oldValue(), check.health());
        kind = here.compareTo(kind) < 0 ? here : kind;
      }
      signals.add(new Signal(kind, member(o.change().elementId(), check, kind, cause)));
    }
    return signals;
  }

  private static Member member(long element, FailingCheck check, Kind kind, Cause cause) {
    return new Member(
        subject(element, check),
        element,
        check.health(),
        kind != Kind.END,
        cause.at(),
        check.name(),
        check.message(),
        List.of(check),
        null,
        List.of(),
        List.of(),
        kind == Kind.END ? TriggerMatch.RESOLVED : null,
        cause);
  }

  /** A check state that fails, as it is known from the topology. */
  public static Member existing(long element, FailingCheck check, long now) {
    return new Member(
        subject(element, check),
        element,
        check.health(),
        true,
        now,
        check.name(),
        check.message(),
        List.of(check),
        null,
        List.of(),
        List.of(),
        null);
  }

  private static String subject(long element, FailingCheck check) {
    return STATE + element + ":" + check.id();
  }

  /** Whether a subject is a check state at an element. */
  public static boolean isState(String subject) {
    return subject.startsWith(STATE);
  }

  /** The subject of the events that tell of a subject: of a check state its element. */
  public static String topic(String subject) {
    return isState(subject)
        ? "element:" + subject.substring(STATE.length(), subject.lastIndexOf(':'))
        : subject;
  }
}
