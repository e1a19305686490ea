package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.ElementId;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.Collection;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Fields that several of the JSON shapes of elements share. */
final class ElementFields {
  private ElementFields() {}

  /** The object {@code state} of the element with this id. */
  static void writeState(JsonGenerator out, TopologySnapshot snapshot, long id, long updatedMillis)
      throws IOException {
    out.writeObjectFieldStart("state");
    out.writeStringField("_type", "StackElementState");
    out.writeNumberField("id", ElementId.of("StackElementState", Long.toString(id)));
    out.writeNumberField("lastUpdateTimestamp", updatedMillis);
    out.writeStringField("healthState", snapshot.health(id).name());
    out.writeStringField("propagatedHealthState", propagatedHealth(snapshot, id));
    out.writeEndObject();
  }

  /**
   * The name of the propagated state, which has one value more than our own (health sheet, 1.1).
   */
  static String propagatedHealth(TopologySnapshot snapshot, long id) {
    return snapshot.propagationError(id) == null
        ? snapshot.propagatedHealth(id).name()
        : "PROPAGATION_ERROR";
  }

  /**
   * The array {@code failingChecks} of the element with this id: each a {@code ViewCheck} (query
   * sheet, section 4.1), with what the check says as its description.
   */
  static void writeFailingChecks(JsonGenerator out, TopologySnapshot snapshot, long id)
      throws IOException {
    out.writeArrayFieldStart("failingChecks");
    for (BoundCheckState check : snapshot.failingChecks(id)) {
      out.writeStartObject();
      out.writeStringField("_type", "ViewCheck");
      out.writeNumberField("id", check.id());
      out.writeNumberField("lastUpdateTimestamp", check.since());
      out.writeStringField("name", check.name());
      writeOptional(out, "description", check.message());
      out.writeObjectFieldStart("state");
      out.writeStringField("_type", "ViewCheckState");
      out.writeStringField("state", check.health().name());
      out.writeNumberField("lastUpdateTimestamp", check.since());
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void writeOptional(JsonGenerator out, String field, String value) throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }

  static void writeStrings(JsonGenerator out, String field, Collection<String> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  static void writeEmptyArrays(JsonGenerator out, String... fields) throws IOException {
    for (String field : fields) {
      out.writeArrayFieldStart(field);
      out.writeEndArray();
    }
  }

  /**
   * The ids of relations that start at a component, of those whose other end is in {@code ends}.
   */
  static void writeOutgoing(
      JsonGenerator out, TopologySnapshot snapshot, int component, RoaringBitmap ends)
      throws IOException {
    RoaringBitmap relations = new RoaringBitmap();
    snapshot.forEachOutgoing(component, (r, n, d) -> addIf(ends.contains(n), relations, r));
    writeRelationIds(out, "outgoingRelations", snapshot, relations);
  }

  /** The ids of relations that end at a component, of those whose other end is in {@code ends}. */
  static void writeIncoming(
      JsonGenerator out, TopologySnapshot snapshot, int component, RoaringBitmap ends)
      throws IOException {
    RoaringBitmap relations = new RoaringBitmap();
    snapshot.forEachIncoming(component, (r, n, d) -> addIf(ends.contains(n), relations, r));
    writeRelationIds(out, "incomingRelations", snapshot, relations);
  }

  private static void addIf(boolean condition, RoaringBitmap relations, int relation) {
    if (condition) {
      relations.add(relation);
    }
  }

  private static void writeRelationIds(
      JsonGenerator out, String field, TopologySnapshot snapshot, RoaringBitmap relations)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (IntIterator i = relations.getIntIterator(); i.hasNext(); ) {
      out.writeNumber(snapshot.relationId(i.next()));
    }
    out.writeEndArray();
  }
}
