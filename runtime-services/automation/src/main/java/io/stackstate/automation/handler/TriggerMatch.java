package io.stackstate.automation.handler;

import io.stackstate.automation.handler.Signal.Kind;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.event.ProblemChange;
import io.stackstate.model.handler.Trigger;
import io.stackstate.model.handler.Trigger.ProblemState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.Cause;
import io.stackstate.model.notification.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an event says for a trigger; pure. */
public final class TriggerMatch {
  /** Why a condition ended. */
  public static final String RESOLVED = "HealthStateResolved";

  private TriggerMatch() {}

  /** Empty when it says nothing. The scope is not looked at. */
  public static Optional<Signal> of(Trigger trigger, Occurrence occurrence) {
    if (trigger instanceof Trigger.OfElement t && occurrence instanceof Occurrence.OfHealth o) {
      return element(t, o);
    }
    if (trigger instanceof Trigger.OfView t && occurrence instanceof Occurrence.OfView o) {
      return view(t, o);
    }
    if (trigger instanceof Trigger.OfProblem t && occurrence instanceof Occurrence.OfProblem o) {
      return problem(t, o);
    }
    if (trigger instanceof Trigger.OfEvent t) {
      return event(t, occurrence.event());
    }
    return Optional.empty();
  }

  private static Optional<Signal> element(Trigger.OfElement trigger, Occurrence.OfHealth o) {
    if (trigger.propagated() != o.propagated() || o.stateStays() && !trigger.checks()) {
      return Optional.empty();
    }
    List<FailingCheck> checks = o.change().failingChecks();
    HealthState state = o.change().newValue();
    Kind kind = kind(trigger.from(), trigger.to(), o.change().oldValue(), state);
    return Optional.of(
        new Signal(
            kind,
            member(
                o.subject().orElseThrow(),
                o.change().elementId(),
                state,
                kind,
                Causes.of(o),
                checks.isEmpty() ? null : checks.get(0).name(),
                checks.isEmpty() ? null : checks.get(0).message(),
                checks,
                null,
                List.of(),
                RESOLVED)));
  }

  private static Optional<Signal> view(Trigger.OfView trigger, Occurrence.OfView o) {
    String asked = trigger.view();
    boolean meant =
        asked == null
            || asked.equals(o.change().viewIdentifier())
            || asked.equals(Long.toString(o.change().viewId()));
    if (!meant) {
      return Optional.empty();
    }
    HealthState state = o.change().newValue();
    Kind kind = kind(trigger.from(), trigger.to(), o.change().oldValue(), state);
    return Optional.of(
        new Signal(
            kind,
            member(
                o.subject().orElseThrow(),
                0,
                state,
                kind,
                Causes.of(o),
                o.change().viewName(),
                null,
                List.of(),
                null,
                List.of(),
                RESOLVED)));
  }

  private static Optional<Signal> problem(Trigger.OfProblem trigger, Occurrence.OfProblem o) {
    ProblemChange change = o.change();
    boolean severe = change.health().compareTo(trigger.minHealth()) >= 0;
    boolean listed = trigger.states().contains(o.state());
    Kind kind =
        switch (o.state()) {
          case RESOLVED, SUBSUMED -> Kind.END;
          case CREATED, UPDATED -> severe && listed ? Kind.BEGIN : Kind.CONTINUE;
        };
    return Optional.of(
        new Signal(
            kind,
            member(
                o.subject().orElseThrow(),
                change.rootCause(),
                change.health(),
                kind,
                Causes.of(o),
                null,
                null,
                List.of(),
                change.problemId(),
                change.nodes(),
                o.state() == ProblemState.SUBSUMED ? "ProblemSubsumed" : "ProblemResolved")));
  }

  private static Optional<Signal> event(Trigger.OfEvent trigger, TopologyEvent event) {
    boolean fits =
        oneOf(trigger.categories(), event.category())
            && (trigger.types().isEmpty()
                || event.type() != null
                    && trigger.types().stream()
                        .anyMatch(
                            t -> Occurrence.spelling(t).equals(Occurrence.spelling(event.type()))))
            && oneOf(trigger.sources(), event.source())
            && (trigger.tags().isEmpty()
                || event.tags() != null
                    && event.tags().stream().anyMatch(trigger.tags()::contains));
    if (!fits) {
      return Optional.empty();
    }
    return Optional.of(
        new Signal(
            Kind.ONCE,
            member(
                "event:" + event.id(),
                event.elements().isEmpty() ? 0 : event.elements().get(0),
                HealthState.UNKNOWN,
                Kind.ONCE,
                Causes.of(event),
                event.name(),
                event.description(),
                List.of(),
                null,
                List.of(),
                RESOLVED)));
  }

  private static boolean oneOf(List<String> values, String value) {
    return values.isEmpty() || value != null && values.stream().anyMatch(value::equalsIgnoreCase);
  }

  /** A state that stays comes from nowhere. */
  static Kind kind(
      Set<HealthState> from, Set<HealthState> to, HealthState before, HealthState now) {
    if (!to.contains(now)) {
      return Kind.END;
    }
    boolean comes = from.isEmpty() || before != now && from.contains(before);
    return comes ? Kind.BEGIN : Kind.CONTINUE;
  }

  private static Member member(
      String subject,
      long element,
      HealthState state,
      Kind kind,
      Cause cause,
      String title,
      String reason,
      List<FailingCheck> checks,
      Long problem,
      List<Long> nodes,
      String ended) {
    boolean active = kind != Kind.END;
    return new Member(
        subject,
        element,
        state,
        active,
        cause.at(),
        title,
        reason,
        checks,
        problem,
        nodes,
        List.of(),
        active ? null : ended,
        cause);
  }
}
