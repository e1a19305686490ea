package io.stackstate.api.topology;

import static io.stackstate.api.topology.ElementFields.writeOptional;
import static io.stackstate.api.topology.ElementFields.writeState;
import static io.stackstate.api.topology.ElementFields.writeStrings;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;

/**
 * Writes one element in full: the fields that it has in a snapshot, the names next to the ids,
 * where it comes from, and its properties as the JSON that they are.
 */
final class ElementWriter {
  private ElementWriter() {}

  static void writeComponent(
      JsonGenerator out, TopologySnapshot snapshot, int ordinal, ElementTelemetry made)
      throws IOException {
    writeComponent(out, snapshot, ordinal, new ConceptNodes(), made);
  }

  /**
   * @param concepts remembers classifications from one element to the next
   * @param made what people gave the component
   */
  static void writeComponent(
      JsonGenerator out,
      TopologySnapshot snapshot,
      int ordinal,
      ConceptNodes concepts,
      ElementTelemetry made)
      throws IOException {
    Component component = snapshot.component(ordinal);
    long updated = snapshot.componentUpdatedMillis(ordinal);
    out.writeStartObject();
    out.writeStringField("_type", "Component");
    out.writeNumberField("id", component.id());
    out.writeNumberField("lastUpdateTimestamp", updated);
    out.writeStringField("name", component.name());
    writeOptional(out, "description", component.description());
    writeOptional(out, "version", component.version());
    writeClass(out, concepts, "type", Concept.COMPONENT_TYPE, component.type());
    writeClass(out, concepts, "layer", Concept.LAYER, component.layer());
    writeClass(out, concepts, "domain", Concept.DOMAIN, component.domain());
    out.writeArrayFieldStart("environments");
    for (String environment : component.environments()) {
      out.writeNumber(concepts.of(Concept.ENVIRONMENT, environment).id());
    }
    out.writeEndArray();
    writeStrings(out, "environmentNames", component.environments());
    writeStrings(out, "identifiers", component.identifiers());
    writeStrings(out, "tags", component.labels());
    writeHealth(out, snapshot, component.id(), updated);
    ElementFields.writeOutgoing(out, snapshot, ordinal, snapshot.components());
    ElementFields.writeIncoming(out, snapshot, ordinal, snapshot.components());
    out.writeBooleanField("synchronized", true);
    out.writeArrayFieldStart("sources");
    for (Source source : component.sources()) {
      writeSource(out, source.sync(), source.externalId());
    }
    out.writeEndArray();
    out.writeFieldName("properties");
    PropertyText.writeObject(out, component.properties());
    writeTelemetry(out, component.streams(), component.checks(), made);
    if (component.propagation() != null) {
      out.writeFieldName("propagation");
      PropertyText.writeObject(out, component.propagation());
    }
    out.writeEndObject();
  }

  static void writeRelation(
      JsonGenerator out, TopologySnapshot snapshot, int ordinal, ElementTelemetry made)
      throws IOException {
    writeRelation(out, snapshot, ordinal, new ConceptNodes(), made);
  }

  static void writeRelation(
      JsonGenerator out,
      TopologySnapshot snapshot,
      int ordinal,
      ConceptNodes concepts,
      ElementTelemetry made)
      throws IOException {
    Relation relation = snapshot.relation(ordinal);
    long updated = snapshot.relationUpdatedMillis(ordinal);
    out.writeStartObject();
    out.writeStringField("_type", "Relation");
    out.writeNumberField("id", relation.id());
    out.writeNumberField("lastUpdateTimestamp", updated);
    writeOptional(out, "name", relation.name());
    writeOptional(out, "description", relation.description());
    writeClass(out, concepts, "type", Concept.RELATION_TYPE, relation.type());
    out.writeNumberField("source", relation.source());
    out.writeNumberField("target", relation.target());
    out.writeStringField("dependencyDirection", relation.dependencyDirection().name());
    writeStrings(out, "tags", relation.labels());
    writeHealth(out, snapshot, relation.id(), updated);
    out.writeBooleanField("synchronized", true);
    out.writeArrayFieldStart("sources");
    writeSource(out, relation.sync(), relation.externalId());
    out.writeEndArray();
    out.writeFieldName("properties");
    PropertyText.writeObject(out, relation.properties());
    writeTelemetry(out, relation.streams(), relation.checks(), made);
    out.writeEndObject();
  }

  private static void writeTelemetry(
      JsonGenerator out, List<TelemetryStream> streams, List<Check> checks, ElementTelemetry made)
      throws IOException {
    out.writeFieldName("streams");
    PropertyText.writeObjects(
        out, made.streamsAfter(streams).stream().map(TelemetryStream::definition));
    out.writeFieldName("checks");
    PropertyText.writeObjects(out, made.checksAfter(checks).stream().map(Check::definition));
  }

  private static void writeHealth(
      JsonGenerator out, TopologySnapshot snapshot, long id, long updated) throws IOException {
    writeState(out, snapshot, id, updated);
    out.writeStringField("health", snapshot.health(id).name());
    out.writeStringField("propagatedHealth", ElementFields.propagatedHealth(snapshot, id));
    ElementFields.writeOptional(out, "propagationError", snapshot.propagationError(id));
    ElementFields.writeFailingChecks(out, snapshot, id);
  }

  private static void writeClass(
      JsonGenerator out, ConceptNodes concepts, String field, Concept concept, String name)
      throws IOException {
    if (name == null) {
      return;
    }
    ConceptNode node = concepts.of(concept, name);
    out.writeNumberField(field, node.id());
    out.writeStringField(field + "Name", name);
    out.writeStringField(field + "Identifier", node.identifier());
  }

  private static void writeSource(JsonGenerator out, long sync, String externalId)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("sync", sync);
    writeOptional(out, "externalId", externalId);
    out.writeEndObject();
  }
}
