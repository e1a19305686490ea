package io.stackstate.api.handler;

import io.stackstate.model.event.EventTypes;
import io.stackstate.model.handler.EventHandlerSpec;
import io.stackstate.model.handler.Trigger;
import io.stackstate.telemetry.event.EventFilter;
import java.util.ArrayList;
import java.util.List;

/** Which stored events a handler reacts to; pure. */
final class StoredTriggers {
  private static final List<String> PROBLEMS =
      List.of(
          EventTypes.PROBLEM_CREATED,
          EventTypes.PROBLEM_UPDATED,
          EventTypes.PROBLEM_SUBSUMED,
          EventTypes.PROBLEM_RESOLVED);

  private StoredTriggers() {}

  /** Filters that together let through all that a trigger of the handler may want. */
  static List<EventFilter> filters(EventHandlerSpec spec, long from, long to) {
    List<EventFilter> filters = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Trigger trigger : spec.triggers()) {
      if (trigger instanceof Trigger.OfElement element) {
        types.addAll(
            element.propagated()
                ? List.of(EventTypes.PROPAGATED_HEALTH_STATE_CHANGED)
                : List.of(EventTypes.HEALTH_STATE_CHANGED, EventTypes.CHECK_STATES_CHANGED));
      } else if (trigger instanceof Trigger.OfView) {
        types.add(EventTypes.VIEW_HEALTH_STATE_CHANGED);
      } else if (trigger instanceof Trigger.OfProblem) {
        types.addAll(PROBLEMS);
      } else {
        Trigger.OfEvent event = (Trigger.OfEvent) trigger;
        filters.add(
            new EventFilter(
                from, to, null, event.types(), event.categories(), event.sources(), event.tags()));
      }
    }
    if (!types.isEmpty()) {
      filters.add(EventFilter.between(from, to).ofTypes(types));
    }
    return filters;
  }
}
