package io.stackstate.automation.engine;

import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.intake.TopologyEvent;
import java.util.List;

/** The elements of events that come from outside, which name identifiers only; pure. */
final class Elements {
  private Elements() {}

  /** The same event with the ids of the elements that are there. */
  static TopologyEvent find(TopologyEvent event, Surroundings around) {
    if (!event.elements().isEmpty()
        || event.elementIdentifiers() == null
        || event.elementIdentifiers().isEmpty()) {
      return event;
    }
    List<Long> elements =
        event.elementIdentifiers().stream().map(around::element).filter(id -> id != 0).toList();
    return new TopologyEvent(
        event.id(),
        event.category(),
        event.name(),
        event.description(),
        event.type(),
        event.tags(),
        event.data(),
        event.source(),
        event.sourceIdentifier(),
        event.elementIdentifiers(),
        event.sourceLinks(),
        event.host(),
        event.sourceTypeName(),
        event.alertType(),
        event.timestamp(),
        elements);
  }
}
