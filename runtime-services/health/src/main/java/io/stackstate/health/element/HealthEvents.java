package io.stackstate.health.element;

import io.stackstate.health.outcome.RaisedEvent;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.event.RunStateChange;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.intake.TopologyEvent;
import java.util.List;

/** The events that tell of changes of health (health sheet, section 8.1). */
final class HealthEvents {
  private HealthEvents() {}

  /**
   * An element to tell of.
   *
   * @param identifiers those by which others know it
   */
  record Subject(long id, List<String> identifiers) {}

  /** The own health has changed. */
  static TopologyEvent own(
      Subject subject,
      HealthState before,
      HealthState after,
      List<BoundCheckState> checks,
      long now) {
    HealthStateChange change =
        new HealthStateChange(
            subject.id(), before, after, HealthStateChange.failing(checks), List.of());
    return event(EventTypes.HEALTH_STATE_CHANGED, subject, change, now);
  }

  /**
   * Other checks fail while the own health stays.
   *
   * @param own that health
   */
  static TopologyEvent checks(
      Subject subject, HealthState own, List<BoundCheckState> checks, long now) {
    HealthStateChange change =
        new HealthStateChange(subject.id(), own, own, HealthStateChange.failing(checks), List.of());
    return event(EventTypes.CHECK_STATES_CHANGED, subject, change, now);
  }

  /** The run state of a component has changed; it is a change, and nothing to be alarmed by. */
  static TopologyEvent runState(Subject subject, String before, String after, long now) {
    return RaisedEvent.of(
        "Changes",
        EventTypes.RUN_STATE_CHANGED,
        "From %s to %s".formatted(before, after),
        new RunStateChange(before, after),
        subject.identifiers(),
        List.of(subject.id()),
        now);
  }

  /**
   * The propagated health has changed.
   *
   * @param chain see {@link HealthStateChange#stateChanges()}
   */
  static TopologyEvent propagated(
      Subject subject, HealthState before, HealthState after, List<Long> chain, long now) {
    HealthStateChange change = new HealthStateChange(subject.id(), before, after, List.of(), chain);
    return event(EventTypes.PROPAGATED_HEALTH_STATE_CHANGED, subject, change, now);
  }

  private static TopologyEvent event(
      String type, Subject subject, HealthStateChange change, long now) {
    return RaisedEvent.of(
        type,
        change.oldValue() == change.newValue()
            ? "Still %s".formatted(change.newValue())
            : "From %s to %s".formatted(change.oldValue(), change.newValue()),
        change,
        subject.identifiers(),
        List.of(subject.id()),
        now);
  }
}
