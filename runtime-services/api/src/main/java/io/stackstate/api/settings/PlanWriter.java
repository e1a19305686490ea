package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.stackpacks.settings.Finding;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportPlan;
import io.stackstate.stackpacks.stj.NodeChange;
import java.io.IOException;
import java.util.Locale;

/** Writes what an import changes. */
final class PlanWriter {
  private PlanWriter() {}

  static void write(JsonGenerator out, ImportPlan plan) throws IOException {
    out.writeStartObject();
    for (NodeChange.Kind kind : NodeChange.Kind.values()) {
      out.writeNumberField(kind.name().toLowerCase(Locale.ROOT), plan.count(kind));
    }
    out.writeArrayFieldStart("changes");
    for (NodeChange change : plan.changes()) {
      if (change.kind() != NodeChange.Kind.UNCHANGED) {
        write(out, change);
      }
    }
    out.writeEndArray();
    out.writeArrayFieldStart("warnings");
    for (Finding warning : plan.warnings()) {
      out.writeString(warning.toString());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, NodeChange change) throws IOException {
    Node node = change.node();
    out.writeStartObject();
    out.writeStringField("kind", change.kind().name());
    out.writeStringField("_type", node.type());
    out.writeNumberField("id", node.id());
    if (node.identifier() != null) {
      out.writeStringField("identifier", node.identifier());
    }
    out.writeStringField("name", node.name() == null ? "" : node.name());
    out.writeArrayFieldStart("fields");
    for (NodeChange.FieldChange field : change.fields()) {
      out.writeStartObject();
      out.writeStringField("path", field.path());
      write(out, "before", field.before());
      write(out, "after", field.after());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String name, JsonNode value) throws IOException {
    if (value != null) {
      out.writeFieldName(name);
      out.writeTree(value);
    }
  }
}
