package io.stackstate.api.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.TopologyDiff;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Writes what happened to elements (query sheet, section 12.4, P6 to P8). */
final class HistoryWriter {
  private static final List<String> HEALTH = List.of("health", "propagatedHealth");

  private HistoryWriter() {}

  /**
   * @param others the ids of other elements that had the same identifier in the interval
   */
  static void writeHistory(JsonGenerator out, ElementHistory history, List<Long> others)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "ElementHistory");
    out.writeNumberField("id", history.elementId());
    out.writeNumberField("fromMillis", history.fromMillis());
    out.writeNumberField("toMillis", history.toMillis());
    writeState(out, "atStart", history.atStart().orElse(null));
    out.writeArrayFieldStart("versions");
    for (ElementVersion version : history.versions()) {
      writeVersion(out, version);
    }
    out.writeEndArray();
    writeState(out, "atEnd", history.atEnd().orElse(null));
    out.writeArrayFieldStart("healthChanges");
    for (ElementHistory.HealthSince since : history.healthChanges()) {
      out.writeStartObject();
      out.writeNumberField("timeMillis", since.timeMillis());
      out.writeStringField("health", since.health().name());
      out.writeStringField("propagatedHealth", since.propagatedHealth().name());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("otherIds");
    for (long id : others) {
      out.writeNumber(id);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /**
   * Components and relations together, told apart by {@code _type}. What differs of an element
   * beside its health is in {@code changed}, its health in {@code health} (UI sheet, section 18.1).
   */
  static void writeDiff(JsonGenerator out, TopologyDiff diff) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "TopologyDiff");
    out.writeNumberField("fromMillis", diff.fromMillis());
    out.writeNumberField("toMillis", diff.toMillis());
    writeChanges(out, "added", diff, ElementChange.Kind.CREATED, field -> true);
    writeChanges(out, "removed", diff, ElementChange.Kind.DELETED, field -> true);
    writeChanges(out, "changed", diff, ElementChange.Kind.CHANGED, field -> !isHealth(field));
    writeChanges(out, "health", diff, ElementChange.Kind.CHANGED, HistoryWriter::isHealth);
    out.writeEndObject();
  }

  /**
   * @param complete false when there are more than these
   */
  static void writeVersions(
      JsonGenerator out, long from, long to, List<ElementVersion> versions, boolean complete)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "TopologyChanges");
    out.writeNumberField("fromMillis", from);
    out.writeNumberField("toMillis", to);
    out.writeBooleanField("complete", complete);
    out.writeArrayFieldStart("changes");
    for (ElementVersion version : versions) {
      writeVersion(out, version);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeVersion(JsonGenerator out, ElementVersion version) throws IOException {
    out.writeStartObject();
    if (version.commit() != GivenHistory.NO_COMMIT) {
      out.writeNumberField("commit", version.commit());
    }
    out.writeNumberField("timeMillis", version.timeMillis());
    out.writeStringField("kind", version.change().kind().name());
    writeChange(out, version.change(), field -> true);
    out.writeEndObject();
  }

  private static void writeChanges(
      JsonGenerator out,
      String array,
      TopologyDiff diff,
      ElementChange.Kind kind,
      Predicate<String> fields)
      throws IOException {
    out.writeArrayFieldStart(array);
    for (List<ElementChange> changes : List.of(diff.components(kind), diff.relations(kind))) {
      for (ElementChange change : changes) {
        if (kind != ElementChange.Kind.CHANGED
            || change.changedFields().stream().anyMatch(fields)) {
          out.writeStartObject();
          writeChange(out, change, fields);
          out.writeEndObject();
        }
      }
    }
    out.writeEndArray();
  }

  private static void writeChange(JsonGenerator out, ElementChange change, Predicate<String> fields)
      throws IOException {
    StateFields.writeNaming(out, change.newest());
    if (change.kind() != ElementChange.Kind.CHANGED) {
      writeState(out, "state", change.newest());
      return;
    }
    out.writeArrayFieldStart("changes");
    for (String field : change.changedFields()) {
      if (fields.test(field)) {
        out.writeStartObject();
        out.writeStringField("field", field);
        out.writeFieldName("before");
        StateFields.writeValue(out, change.before(), field);
        out.writeFieldName("after");
        StateFields.writeValue(out, change.after(), field);
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  private static boolean isHealth(String field) {
    return HEALTH.contains(field);
  }

  private static void writeState(JsonGenerator out, String field, ElementState state)
      throws IOException {
    out.writeFieldName(field);
    if (state == null) {
      out.writeNull();
    } else {
      StateFields.writeState(out, state);
    }
  }
}
