package io.stackstate.health.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.ProblemChange;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.TopologySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The events that tell of problems (health sheet, section 8.1). */
final class ProblemEvents {
  private static final String CATEGORY = "Alerts";

  private ProblemEvents() {}

  /** The event of a verdict that has something to tell. */
  static TopologyEvent of(Verdict verdict, TopologySnapshot topology, long now) {
    ProblemChange change = verdict.change();
    String data = json(change);
    return new TopologyEvent(
        id(verdict.type(), data, now),
        CATEGORY,
        verdict.type().toLowerCase(Locale.ROOT),
        description(topology, change),
        verdict.type(),
        List.of(),
        data,
        EventTypes.SOURCE,
        null,
        identifiers(topology, change.rootCause()),
        List.of(),
        null,
        null,
        null,
        now,
        change.nodes());
  }

  private static String description(TopologySnapshot topology, ProblemChange change) {
    int contributing = change.nodes().size() - 1;
    return "Root cause %s, %s contributing %s"
        .formatted(
            name(topology, change.rootCause()),
            contributing == 0 ? "no" : Integer.toString(contributing),
            contributing == 1 ? "cause" : "causes");
  }

  private static String name(TopologySnapshot topology, long id) {
    int component = topology.componentOrdinal(id);
    int relation = component < 0 ? topology.relationOrdinal(id) : -1;
    String name = null;
    if (component >= 0) {
      name = topology.component(component).name();
    } else if (relation >= 0) {
      name = topology.relation(relation).name();
    }
    return name == null ? Long.toString(id) : name;
  }

  private static List<String> identifiers(TopologySnapshot topology, long id) {
    int ordinal = topology.componentOrdinal(id);
    Component component = ordinal < 0 ? null : topology.component(ordinal);
    return component == null ? List.of() : component.identifiers();
  }

  private static String id(String type, String data, long now) {
    String identity = type + "\n" + now + "\n" + data;
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String json(ProblemChange change) {
    try {
      return Json.mapper().writeValueAsString(change);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a change of a problem has a JSON form", e);
    }
  }
}
