package io.stackstate.api.sync;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;

/** Writes an integration with its status. */
final class IntegrationWriter {
  private static final String INTAKE_PATH = "/receiver/stsAgent/intake";

  private IntegrationWriter() {}

  static void write(JsonGenerator out, Synchronizations.View view) throws IOException {
    SyncSettings settings = view.settings();
    out.writeStartObject();
    out.writeStringField("identifier", settings.identifier());
    out.writeNumberField("nodeId", settings.id());
    out.writeStringField("name", settings.name());
    out.writeStringField("type", "CustomSync");
    out.writeObjectFieldStart("customSync");
    out.writeStringField("instanceType", settings.instanceType());
    out.writeStringField("instanceUrl", settings.instanceUrl());
    if (settings.expireAfterMillis() == null) {
      out.writeNullField("expireAfterMillis");
    } else {
      out.writeNumberField("expireAfterMillis", settings.expireAfterMillis());
    }
    out.writeEndObject();
    out.writeStringField("topic", Synchronizations.topic(settings));
    out.writeStringField("intakePath", INTAKE_PATH);
    out.writeStringField("status", state(view));
    writeReport(out, view.status());
    out.writeEndObject();
  }

  private static void writeReport(JsonGenerator out, SyncStatus status) throws IOException {
    out.writeNumberField("components", status == null ? 0 : status.components());
    out.writeNumberField("relations", status == null ? 0 : status.relations());
    out.writeNumberField("parkedRelations", status == null ? 0 : status.parkedRelations());
    out.writeNumberField("errors", status == null ? 0 : status.errors());
    if (status != null && status.lastDataMillis() != null) {
      out.writeNumberField("lastDataMillis", status.lastDataMillis());
    }
    out.writeArrayFieldStart("errorDetails");
    if (status != null) {
      for (SyncStatus.Error error : status.errorDetails()) {
        writeError(out, error);
      }
    }
    out.writeEndArray();
  }

  static void writeError(JsonGenerator out, SyncStatus.Error error) throws IOException {
    out.writeStartObject();
    out.writeStringField("level", error.level().name());
    out.writeStringField("category", error.category());
    out.writeStringField("message", error.message());
    if (error.externalId() != null) {
      out.writeStringField("externalId", error.externalId());
    }
    out.writeNumberField("count", error.count());
    out.writeNumberField("lastMillis", error.lastMillis());
    out.writeEndObject();
  }

  private static String state(Synchronizations.View view) {
    return view.status() == null && !view.deleting() ? "Pending" : view.stream().state().name();
  }
}
