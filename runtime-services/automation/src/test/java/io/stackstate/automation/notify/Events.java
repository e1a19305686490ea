package io.stackstate.automation.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.handler.Handler;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.event.ProblemChange;
import io.stackstate.model.event.ViewHealthStateChange;
import io.stackstate.model.handler.HandlerReader;
import io.stackstate.model.handler.InvalidHandlerException;
import io.stackstate.model.intake.TopologyEvent;
import java.util.ArrayList;
import java.util.List;

/** Events as the platform raises them, and handlers as people write them. */
public final class Events {
  private Events() {}

  public static TopologyEvent health(long element, String before, String after, String... checks) {
    List<FailingCheck> failing = new ArrayList<>();
    for (String check : checks) {
      failing.add(failing(77, check, after));
    }
    return health(element, before, after, failing);
  }

  /** What a monitor says, under its title. */
  public static FailingCheck failing(long monitor, String title, String state) {
    return new FailingCheck(
        monitor * 1_000 + title.charAt(0),
        title,
        HealthState.valueOf(state),
        "urn:health:stackstate:monitor:" + monitor,
        "why");
  }

  /** A change of the own health, or of the checks while it stays. */
  public static TopologyEvent health(
      long element, String before, String after, List<FailingCheck> failing) {
    return event(
        before.equals(after) ? EventTypes.CHECK_STATES_CHANGED : EventTypes.HEALTH_STATE_CHANGED,
        new HealthStateChange(
            element, HealthState.valueOf(before), HealthState.valueOf(after), failing, List.of()),
        List.of(element));
  }

  /** A change of the propagated health, which came from element 2. */
  public static TopologyEvent propagated(long element, String before, String after) {
    return event(
        EventTypes.PROPAGATED_HEALTH_STATE_CHANGED,
        new HealthStateChange(
            element,
            HealthState.valueOf(before),
            HealthState.valueOf(after),
            List.of(),
            List.of(2L, element)),
        List.of(element));
  }

  public static TopologyEvent view(long view, String before, String after) {
    return event(
        EventTypes.VIEW_HEALTH_STATE_CHANGED,
        new ViewHealthStateChange(
            view,
            "urn:view:" + view,
            "view " + view,
            HealthState.valueOf(before),
            HealthState.valueOf(after)),
        List.of());
  }

  public static TopologyEvent problem(String type, long id, long root, List<Long> nodes) {
    return problem(type, id, root, nodes, HealthState.CRITICAL);
  }

  public static TopologyEvent problem(
      String type, long id, long root, List<Long> nodes, HealthState health) {
    return event(type, new ProblemChange(id, root, nodes, List.of(), health, 1), List.of(root));
  }

  public static TopologyEvent plain(String id, String category, String type, Long... elements) {
    return new TopologyEvent(
        id,
        category,
        type + " on " + List.of(elements),
        "text",
        type,
        List.of("t:1"),
        "{}",
        "CI",
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        1,
        List.of(elements));
  }

  private static TopologyEvent event(String type, Object data, List<Long> elements) {
    try {
      return new TopologyEvent(
          type + data.hashCode(),
          "Alerts",
          type,
          "",
          type,
          List.of(),
          Json.mapper().writeValueAsString(data),
          EventTypes.SOURCE,
          null,
          List.of(),
          List.of(),
          null,
          null,
          null,
          1,
          elements);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A handler of this specification, in JSON with single quotes. */
  public static Handler handler(long id, String spec) throws InvalidHandlerException {
    return new Handler(
        id, "urn:handler:" + id, "h" + id, spec, HandlerReader.read(json(spec)), json("{}"));
  }

  public static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
