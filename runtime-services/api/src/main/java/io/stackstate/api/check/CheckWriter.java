package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckDetails;
import io.stackstate.model.health.CheckDetails.CausingEvent;
import java.io.IOException;
import java.util.Map;

/** Writes checks as {@code Check} (health sheet, sections 1.3 and 2.1). */
final class CheckWriter {
  private CheckWriter() {}

  /**
   * One that an agent sent.
   *
   * @param state null when it is not known
   */
  static void write(
      JsonGenerator out, CheckDefinition check, BoundCheckState state, long updatedMillis)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "Check");
    out.writeNumberField("id", check.id());
    out.writeNumberField("lastUpdateTimestamp", updatedMillis);
    out.writeStringField("name", check.name());
    optional(out, "description", check.description());
    optional(out, "remediationHint", check.remediationHint());
    CheckArguments.write(out, check.rule());
    out.writeBooleanField("syncCreated", true);
    if (state != null) {
      state(out, state);
    }
    out.writeEndObject();
  }

  /**
   * One that a template or a person gave: as it is there, with its state, and with the fields that
   * clients require although templates may leave them out.
   */
  static void write(JsonGenerator out, Check check, BoundCheckState state) throws IOException {
    ObjectNode said = Json.mapper().createObjectNode();
    said.put("_type", "Check").put("id", check.id()).put("name", "").put("syncCreated", true);
    said.put("function", 0).putArray("arguments");
    said.setAll((ObjectNode) Json.mapper().readTree(check.definition()));
    said.remove("state");
    out.writeStartObject();
    for (Map.Entry<String, JsonNode> field : said.properties()) {
      out.writeFieldName(field.getKey());
      out.writeTree(field.getValue());
    }
    if (state != null) {
      state(out, state);
    }
    out.writeEndObject();
  }

  private static void state(JsonGenerator out, BoundCheckState state) throws IOException {
    out.writeObjectFieldStart("state");
    out.writeStringField("_type", "CheckState");
    out.writeStringField("state", state.health().name());
    out.writeNumberField("lastHealthStateChangeTimestamp", state.since());
    out.writeNumberField("source", state.id());
    out.writeArrayFieldStart("activeErrors");
    if (state.error() != null) {
      out.writeStartObject();
      out.writeStringField("_type", "CheckError");
      out.writeStringField("message", String.valueOf(state.message()));
      out.writeStringField("detailedMessage", String.valueOf(state.message()));
      out.writeStringField("state", state.error());
      out.writeEndObject();
    }
    out.writeEndArray();
    optional(out, "shortMessage", state.message());
    details(
        out, state.details() == null ? new CheckDetails(null, null, null, null) : state.details());
    out.writeEndObject();
  }

  /** The run state is none of the fields that genuine clients know. */
  private static void details(JsonGenerator out, CheckDetails details) throws IOException {
    optional(out, "detailedMessage", details.detailedMessage());
    out.writeArrayFieldStart("causingEvents");
    for (CausingEvent event : details.causingEvents()) {
      out.writeStartObject();
      out.writeStringField("_type", "EventRef");
      out.writeStringField("title", event.title() == null ? "" : event.title());
      out.writeStringField("eventId", event.eventId() == null ? "" : event.eventId());
      out.writeNumberField("eventTimestamp", event.eventTimestamp());
      out.writeStringField("eventType", event.eventType() == null ? "" : event.eventType());
      out.writeEndObject();
    }
    out.writeEndArray();
    if (details.data() != null) {
      out.writeFieldName("data");
      out.writeTree(Json.mapper().readTree(details.data()));
    }
    optional(out, "runState", details.runState());
  }

  private static void optional(JsonGenerator out, String field, String value) throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }
}
