package io.stackstate.health.view;

import io.stackstate.health.outcome.RaisedEvent;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.ViewHealthStateChange;
import io.stackstate.model.intake.TopologyEvent;
import java.util.List;

/** The event that tells of a change of the health of a view (health sheet, section 8.1). */
final class ViewEvents {
  private ViewEvents() {}

  static TopologyEvent changed(View view, HealthState before, HealthState after, long now) {
    List<String> identifiers = view.identifier() == null ? List.of() : List.of(view.identifier());
    return RaisedEvent.of(
        EventTypes.VIEW_HEALTH_STATE_CHANGED,
        "From %s to %s".formatted(before, after),
        new ViewHealthStateChange(view.id(), view.identifier(), view.name(), before, after),
        identifiers,
        List.of(),
        now);
  }
}
