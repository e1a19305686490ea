package io.stackstate.automation.script;

import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Notification.Event;
import io.stackstate.automation.output.Transition;
import io.stackstate.model.change.HealthState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as functions see them (health sheet, section 9.3); pure. */
final class EventValues {
  private EventValues() {}

  /**
   * @param asynchronous whether problems have {@code Event} at the end of their types
   */
  static Map<String, Object> of(Notification notification, boolean asynchronous) {
    Event event = notification.event() == null ? assumed(notification) : notification.event();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("_type", type(event, asynchronous));
    fields.put("triggeredTimestamp", event.at());
    fields.put("causeId", event.id());
    fields.put("identifier", event.id());
    switch (event.kind()) {
      case "element" -> {
        states(fields, event);
        fields.put("stackElement", event.element());
      }
      case "view" -> {
        states(fields, event);
        fields.put("viewHealthState", event.subject());
      }
      case "propagated" -> {
        states(fields, event);
        fields.put("stackElement", event.element());
        fields.put(
            "stateChanges",
            event.stateChanges().isEmpty() ? List.of(event.element()) : event.stateChanges());
      }
      case "problem" -> {
        fields.put("problemId", event.subject());
        fields.put("rootCause", event.element());
        fields.put("nodes", event.nodes());
        fields.put("superProblemIds", event.superProblems());
      }
      default -> fields.put("stackElement", event.element() == 0 ? null : event.element());
    }
    return fields;
  }

  private static void states(Map<String, Object> fields, Event event) {
    fields.put("newState", event.after() == null ? null : event.after().name());
    fields.put("oldState", event.before() == null ? null : event.before().name());
  }

  private static String type(Event event, boolean asynchronous) {
    String type = event.type() == null ? "" : event.type().replaceAll("[ _-]", "");
    boolean bare = type.endsWith("Event") || !asynchronous && event.kind().equals("problem");
    return bare ? type : type + "Event";
  }

  /** Of a message that no event led to, such as a test. */
  private static Event assumed(Notification notification) {
    boolean close = notification.transition() == Transition.CLOSE;
    HealthState told = notification.state();
    String id = notification.root() == null ? "" : notification.root().id();
    long element = id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
    return new Event(
        "element",
        element,
        "Health State Changed",
        notification.messageKey(),
        notification.changedAt(),
        close ? told : HealthState.CLEAR,
        close ? HealthState.CLEAR : told,
        List.of(),
        element,
        List.of(),
        List.of());
  }
}
