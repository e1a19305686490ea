package io.stackstate.automation.handler;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.Cause;
import java.util.List;

/** What is kept of events for those that are told of them; pure. */
final class Causes {
  private Causes() {}

  static Cause of(Occurrence.OfHealth o) {
    return of(
        o.event(),
        o.change().oldValue(),
        o.change().newValue(),
        o.change().stateChanges(),
        List.of());
  }

  static Cause of(Occurrence.OfView o) {
    return of(o.event(), o.change().oldValue(), o.change().newValue(), List.of(), List.of());
  }

  static Cause of(Occurrence.OfProblem o) {
    return of(o.event(), null, o.change().health(), List.of(), o.change().superProblemIds());
  }

  static Cause of(TopologyEvent event) {
    return of(event, null, null, List.of(), List.of());
  }

  private static Cause of(
      TopologyEvent event,
      HealthState before,
      HealthState after,
      List<Long> via,
      List<Long> superProblems) {
    return new Cause(
        event.type(), event.id(), event.timestamp(), before, after, via, superProblems);
  }
}
