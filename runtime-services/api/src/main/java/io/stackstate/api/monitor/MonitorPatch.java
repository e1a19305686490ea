package io.stackstate.api.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.http.JsonFields;
import io.stackstate.model.Json;
import io.stackstate.model.monitor.MonitorInterval;
import java.util.List;
import java.util.Set;

/** Reads the fields of a {@code MonitorPatch}; those that are not given stay as they are. */
final class MonitorPatch {
  private static final List<String> TEXTS = List.of("description", "remediationHint");
  private static final Set<String> STATUSES = Set.of("ENABLED", "DISABLED");

  private MonitorPatch() {}

  /** The fields to set. */
  static ObjectNode read(JsonFields body) {
    ObjectNode fields = Json.mapper().createObjectNode();
    for (String field : TEXTS) {
      body.text(field).ifPresent(text -> fields.put(field, text));
    }
    if (body.has("name")) {
      fields.put("name", body.requiredText("name"));
    }
    if (body.has("identifier")) {
      fields.put("identifier", urn(body));
    }
    if (body.has("status")) {
      fields.put("status", status(body));
    }
    if (body.has("intervalSeconds")) {
      fields.put("intervalSeconds", interval(body));
    }
    if (body.has("tags")) {
      ArrayNode tags = fields.putArray("tags");
      body.texts("tags").forEach(tags::add);
    }
    return fields;
  }

  private static String urn(JsonFields body) {
    String urn = body.requiredText("identifier");
    if (!urn.startsWith("urn:")) {
      throw body.bad("identifier", "a URN");
    }
    return urn;
  }

  private static String status(JsonFields body) {
    String status = body.requiredText("status");
    if (!STATUSES.contains(status)) {
      throw body.bad("status", "ENABLED or DISABLED");
    }
    return status;
  }

  private static long interval(JsonFields body) {
    long seconds =
        body.whole("intervalSeconds", Long.MIN_VALUE, "a whole number of seconds").orElseThrow();
    if (!MonitorInterval.isValid(seconds)) {
      throw MonitorErrors.invalidInterval(seconds);
    }
    return seconds;
  }
}
