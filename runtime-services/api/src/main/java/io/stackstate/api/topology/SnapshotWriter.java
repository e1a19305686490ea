package io.stackstate.api.topology;

import static io.stackstate.api.topology.ElementFields.writeEmptyArrays;
import static io.stackstate.api.topology.ElementFields.writeFailingChecks;
import static io.stackstate.api.topology.ElementFields.writeOptional;
import static io.stackstate.api.topology.ElementFields.writeState;
import static io.stackstate.api.topology.ElementFields.writeStrings;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.cause.ProblemWriter;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.ProblemSelection;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Writes {@code ViewSnapshot} (query sheet, section 4.1; REST sheet, section 7.3), one element
 * after the other. Elements are not grouped: {@code groups}, {@code groupRelations} and {@code
 * indirectRelations} are empty, and {@code traversalResult} says so when the request asked for
 * paths through hidden components or for connected ones. What a traversal reached out of the
 * caller's scope, and its relations, are placeholders (query sheet, section 3.2). For one answer on
 * one thread.
 */
final class SnapshotWriter {
  private final JsonGenerator out;
  private final TopologySnapshot snapshot;
  private final ConceptNodes concepts = new ConceptNodes();

  private SnapshotWriter(JsonGenerator out, TopologySnapshot snapshot) {
    this.out = out;
    this.snapshot = snapshot;
  }

  /**
   * @param components of the result
   * @param relations those with both ends among the components
   * @param problems those that concern the result
   */
  static void write(
      JsonGenerator out,
      TopologySnapshot snapshot,
      RoaringBitmap components,
      RoaringBitmap relations,
      List<Problem> problems,
      SnapshotRequest request)
      throws IOException {
    new SnapshotWriter(out, snapshot).writeAll(components, relations, problems, request);
  }

  private void writeAll(
      RoaringBitmap components,
      RoaringBitmap relations,
      List<Problem> problems,
      SnapshotRequest request)
      throws IOException {
    RoaringBitmap seen = RoaringBitmap.and(components, snapshot.components());
    RoaringBitmap restricted = RoaringBitmap.andNot(relations, Relations.among(seen, snapshot));
    out.writeStartObject();
    out.writeStringField("_type", "ViewSnapshot");
    out.writeArrayFieldStart("components");
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      int component = i.next();
      if (inScope(component)) {
        writeComponent(component, components);
      } else {
        writeRestricted(
            "RestrictedViewComponent",
            snapshot.componentId(component),
            snapshot.componentUpdatedMillis(component));
      }
    }
    out.writeEndArray();
    out.writeArrayFieldStart("relations");
    for (IntIterator i = relations.getIntIterator(); i.hasNext(); ) {
      int relation = i.next();
      if (restricted.contains(relation)) {
        writeRestricted(
            "RestrictedViewRelation",
            snapshot.relationId(relation),
            snapshot.relationUpdatedMillis(relation));
      } else {
        writeRelation(relation);
      }
    }
    out.writeEndArray();
    writeEmptyArrays(out, "indirectRelations", "groups", "groupRelations");
    writeProblems(problems);
    writeMetadata();
    out.writeObjectFieldStart("traversalResult");
    out.writeStringField("_type", "ViewTraversalResult");
    out.writeBooleanField("allHiddenPathsTraversed", !request.showIndirectRelations());
    out.writeBooleanField("allConnectedComponentsFound", !request.connectedComponents());
    out.writeEndObject();
    out.writeEndObject();
  }

  /** When there are more than are shown, {@code problemLimitReached} says how many. */
  private void writeProblems(List<Problem> problems) throws IOException {
    int most = ProblemSelection.MOST_SHOWN;
    boolean all = problems.size() <= most;
    out.writeFieldName("problems");
    ProblemWriter.writeList(out, snapshot, all ? problems : problems.subList(0, most));
    out.writeNumberField("problemLimitReached", all ? 0 : problems.size());
  }

  private boolean inScope(int component) {
    return snapshot.components().contains(component);
  }

  /** What the caller may know of an element out of their scope: that it is there. */
  private void writeRestricted(String type, long id, long updatedMillis) throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", type);
    out.writeBooleanField("visible", false);
    out.writeNumberField("id", id);
    out.writeNumberField("lastUpdateTimestamp", updatedMillis);
    out.writeEndObject();
  }

  private void writeComponent(int ordinal, RoaringBitmap components) throws IOException {
    Component component = snapshot.component(ordinal);
    long updated = snapshot.componentUpdatedMillis(ordinal);
    out.writeStartObject();
    out.writeStringField("_type", "ViewComponent");
    out.writeBooleanField("visible", true);
    out.writeNumberField("id", component.id());
    out.writeNumberField("lastUpdateTimestamp", updated);
    out.writeStringField("name", component.name());
    writeOptional(out, "description", component.description());
    writeClass("type", Concept.COMPONENT_TYPE, component.type());
    writeClass("layer", Concept.LAYER, component.layer());
    writeClass("domain", Concept.DOMAIN, component.domain());
    out.writeArrayFieldStart("environments");
    for (String environment : component.environments()) {
      out.writeNumber(concepts.of(Concept.ENVIRONMENT, environment).id());
    }
    out.writeEndArray();
    writeState(out, snapshot, component.id(), updated);
    ElementFields.writeOutgoing(out, snapshot, ordinal, components);
    ElementFields.writeIncoming(out, snapshot, ordinal, components);
    out.writeBooleanField("synchronized", true);
    writeFailingChecks(out, snapshot, component.id());
    out.writeStringField("retrievalSource", "QUERY");
    writeStrings(out, "identifiers", component.identifiers());
    writeStrings(out, "tags", component.labels());
    out.writeFieldName("properties");
    PropertyText.writeStrings(out, component.properties());
    out.writeEndObject();
  }

  private void writeRelation(int ordinal) throws IOException {
    Relation relation = snapshot.relation(ordinal);
    long updated = snapshot.relationUpdatedMillis(ordinal);
    out.writeStartObject();
    out.writeStringField("_type", "ViewRelation");
    out.writeBooleanField("visible", true);
    out.writeNumberField("id", relation.id());
    out.writeNumberField("lastUpdateTimestamp", updated);
    writeOptional(out, "name", relation.name());
    writeOptional(out, "description", relation.description());
    writeClass("type", Concept.RELATION_TYPE, relation.type());
    out.writeNumberField("source", relation.source());
    out.writeNumberField("target", relation.target());
    out.writeStringField("dependencyDirection", relation.dependencyDirection().name());
    out.writeBooleanField("synchronized", true);
    writeFailingChecks(out, snapshot, relation.id());
    writeState(out, snapshot, relation.id(), updated);
    writeEmptyArrays(out, "identifiers");
    writeStrings(out, "tags", relation.labels());
    out.writeStringField("retrievalSource", "QUERY");
    out.writeEndObject();
  }

  private void writeClass(String field, Concept concept, String name) throws IOException {
    if (name == null) {
      return;
    }
    ConceptNode node = concepts.of(concept, name);
    out.writeNumberField(field, node.id());
    out.writeStringField(field + "Identifier", node.identifier());
  }

  private void writeMetadata() throws IOException {
    out.writeObjectFieldStart("metadata");
    out.writeStringField("_type", "ViewSnapshotMetadata");
    concepts.writeArray(out, "layers", Concept.LAYER);
    concepts.writeArray(out, "domains", Concept.DOMAIN);
    concepts.writeArray(out, "environments", Concept.ENVIRONMENT);
    concepts.writeArray(out, "componentTypes", Concept.COMPONENT_TYPE);
    concepts.writeArray(out, "relationTypes", Concept.RELATION_TYPE);
    out.writeBooleanField("groupedByLayers", false);
    out.writeBooleanField("groupedByDomains", false);
    out.writeEndObject();
  }
}
