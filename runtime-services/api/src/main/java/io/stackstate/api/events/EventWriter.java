package io.stackstate.api.events;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.topology.Concept;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyEvent.SourceLink;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Writes events as a {@code TopologyEvent} of the REST API (REST sheet, section 6.5), their
 * elements as they were at the play-head.
 */
final class EventWriter {
  private final TopologySnapshot snapshot;
  private final boolean scoped;

  /**
   * @param snapshot as the caller sees it
   * @param scoped whether that is a part only: then no identifier of another element is told
   */
  EventWriter(TopologySnapshot snapshot, boolean scoped) {
    this.snapshot = snapshot;
    this.scoped = scoped;
  }

  /** The elements that an event is about and that exist at the play-head. */
  record Found(RoaringBitmap components, RoaringBitmap relations) {
    boolean isEmpty() {
      return components.isEmpty() && relations.isEmpty();
    }
  }

  /** Looks them up. */
  Found find(StoredEvent event) {
    RoaringBitmap components = new RoaringBitmap();
    RoaringBitmap relations = new RoaringBitmap();
    for (long id : event.elements()) {
      addIfThere(components, snapshot.componentOrdinal(id));
      addIfThere(relations, snapshot.relationOrdinal(id));
    }
    for (String identifier : event.elementIdentifiers()) {
      components.or(snapshot.components(Attribute.IDENTIFIER, identifier));
    }
    return new Found(components, relations);
  }

  private static void addIfThere(RoaringBitmap ordinals, int ordinal) {
    if (ordinal >= 0) {
      ordinals.add(ordinal);
    }
  }

  void write(JsonGenerator out, StoredEvent event) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "TopologyEvent");
    out.writeStringField("identifier", event.id());
    out.writeStringField("name", event.name());
    writeOptional(out, "description", event.description());
    out.writeStringField("eventType", event.type());
    out.writeStringField("category", event.category());
    out.writeStringField("source", event.source());
    writeOptional(out, "sourceIdentifier", event.sourceIdentifier());
    out.writeNumberField("eventTime", event.eventTime());
    out.writeNumberField("processedTime", event.processedTime());
    writeIdentifiers(out, event);
    writeElements(out, find(event));
    writeLinks(out, event.sourceLinks());
    writeTags(out, event.tags());
    out.writeFieldName("data");
    writeData(out, event.data());
    out.writeArrayFieldStart("causingEvents");
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeOptional(JsonGenerator out, String field, String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }

  private void writeIdentifiers(JsonGenerator out, StoredEvent event) throws IOException {
    out.writeArrayFieldStart("elementIdentifiers");
    for (String identifier : event.elementIdentifiers()) {
      if (!scoped || !snapshot.components(Attribute.IDENTIFIER, identifier).isEmpty()) {
        out.writeString(identifier);
      }
    }
    out.writeEndArray();
  }

  private void writeElements(JsonGenerator out, Found found) throws IOException {
    out.writeArrayFieldStart("elements");
    for (IntIterator i = found.components().getIntIterator(); i.hasNext(); ) {
      writeComponent(out, snapshot.component(i.next()));
    }
    for (IntIterator i = found.relations().getIntIterator(); i.hasNext(); ) {
      writeRelation(out, snapshot.relation(i.next()));
    }
    out.writeEndArray();
  }

  private static void writeComponent(JsonGenerator out, Component component) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "EventComponent");
    out.writeNumberField("id", component.id());
    out.writeStringField("name", component.name());
    writeType(out, "componentTypeId", Concept.COMPONENT_TYPE, component.type());
    writeStrings(out, "identifiers", component.identifiers());
    out.writeEndObject();
  }

  private void writeRelation(JsonGenerator out, Relation relation) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", "EventRelation");
    out.writeNumberField("id", relation.id());
    writeOptional(out, "name", relation.name());
    writeType(out, "relationTypeId", Concept.RELATION_TYPE, relation.type());
    writeStrings(out, "identifiers", List.of());
    writeEnd(out, "source", relation.source());
    writeEnd(out, "target", relation.target());
    out.writeStringField("dependencyDirection", direction(relation.dependencyDirection()));
    out.writeEndObject();
  }

  private void writeEnd(JsonGenerator out, String field, long id) throws IOException {
    int ordinal = snapshot.componentOrdinal(id);
    if (ordinal >= 0) {
      out.writeFieldName(field);
      writeComponent(out, snapshot.component(ordinal));
    }
  }

  private static String direction(DependencyDirection direction) {
    return direction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void writeType(JsonGenerator out, String field, Concept concept, String name)
      throws IOException {
    if (name != null) {
      out.writeNumberField(field, concept.id(name));
      out.writeStringField("typeName", name);
    }
  }

  private static void writeStrings(JsonGenerator out, String field, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private static void writeLinks(JsonGenerator out, List<SourceLink> links) throws IOException {
    out.writeArrayFieldStart("sourceLinks");
    for (SourceLink link : links) {
      out.writeStartObject();
      out.writeStringField("title", link.name());
      out.writeStringField("url", link.url());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeTags(JsonGenerator out, List<String> tags) throws IOException {
    out.writeArrayFieldStart("tags");
    for (String tag : tags) {
      int colon = tag.indexOf(':');
      out.writeStartObject();
      out.writeStringField("key", colon < 0 ? tag : tag.substring(0, colon));
      out.writeStringField("value", colon < 0 ? "" : tag.substring(colon + 1));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** An event must stay readable whatever somebody put on its topic: clients expect an object. */
  private static void writeData(JsonGenerator out, String data) throws IOException {
    JsonNode tree = data == null ? NullNode.getInstance() : parsed(data);
    if (tree.isObject()) {
      out.writeTree(tree);
    } else {
      ObjectNode around = Json.mapper().createObjectNode();
      out.writeTree(tree.isNull() || tree.isMissingNode() ? around : around.set("value", tree));
    }
  }

  private static JsonNode parsed(String data) {
    try {
      return Json.mapper().readTree(data);
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode().put("text", data);
    }
  }
}
