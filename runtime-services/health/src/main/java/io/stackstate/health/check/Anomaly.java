package io.stackstate.health.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.intake.TopologyEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event that a detector sent of a metric stream: that it has an anomaly, or none (health sheet,
 * section 2.4).
 *
 * @param elements the ids of the elements that it is about, if its sender knew them
 * @param identifiers of the elements that it is about
 * @param fields what functions see of it
 */
public record Anomaly(List<Long> elements, List<String> identifiers, Map<String, Object> fields) {

  /** Whether an event is one. */
  public static boolean isOne(TopologyEvent event) {
    return EventTypes.METRIC_STREAM_ANOMALY.equals(event.type())
        || EventTypes.METRIC_STREAM_NO_ANOMALY.equals(event.type());
  }

  /**
   * @param receivedMillis when the platform got it, epoch milliseconds
   * @throws JsonProcessingException when its data are no JSON object
   */
  public static Anomaly of(TopologyEvent event, long receivedMillis)
      throws JsonProcessingException {
    List<String> identifiers =
        event.elementIdentifiers() == null ? List.of() : event.elementIdentifiers();
    Map<String, Object> fields = new HashMap<>();
    fields.put("_type", "AnomalyEvent");
    fields.put("identifier", event.id());
    fields.put("elementIdentifiers", identifiers);
    fields.put("category", event.category());
    fields.put("type", event.type());
    fields.put("name", event.name());
    fields.put("description", event.description());
    fields.put("eventTimestamp", event.timestamp());
    fields.put("observedTimestamp", receivedMillis);
    fields.put("tags", event.tags() == null ? List.of() : event.tags());
    fields.put(
        "data", event.data() == null ? Map.of() : Json.mapper().readValue(event.data(), Map.class));
    return new Anomaly(event.elements(), identifiers, fields);
  }
}
