package io.stackstate.functions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Elements as scripts see them: maps, each the script's own. Classifications are ids, which follow
 * from their names, with the names beside them (query sheet, section 6.1).
 */
final class ElementValues {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final TopologySnapshot snapshot;
  private final LongFunction<ElementTelemetry> made;

  /**
   * @param made what people gave an element at the time of the snapshot
   */
  ElementValues(TopologySnapshot snapshot, LongFunction<ElementTelemetry> made) {
    this.snapshot = snapshot;
    this.made = made;
  }

  /** What is shown of a component in a list. */
  Map<String, Object> component(int ordinal) {
    Component component = snapshot.component(ordinal);
    Map<String, Object> fields = head("ViewComponent", component.id(), component.name());
    fields.put("lastUpdateTimestamp", snapshot.componentUpdatedMillis(ordinal));
    fields.put("description", component.description());
    fields.put("version", component.version());
    fields.put("identifiers", new ArrayList<>(component.identifiers()));
    labels(fields, component.labels());
    concept(fields, "type", "ComponentType", component.type());
    concept(fields, "layer", "Layer", component.layer());
    concept(fields, "domain", "Domain", component.domain());
    fields.put("environments", ids("Environment", component.environments()));
    fields.put("environmentNames", new ArrayList<>(component.environments()));
    state(fields, component.id());
    fields.put("outgoingRelations", relations(ordinal, true));
    fields.put("incomingRelations", relations(ordinal, false));
    fields.put("failingChecks", failingChecks(component.id()));
    fields.put("synchronized", true);
    fields.put("visible", true);
    return fields;
  }

  /** All that is known of a component. */
  Map<String, Object> fullComponent(int ordinal) {
    Component component = snapshot.component(ordinal);
    Map<String, Object> fields = component(ordinal);
    fields.put("_type", "Component");
    fields.put("properties", json(component.properties()));
    telemetry(
        fields,
        made.apply(component.id()),
        component.streams(),
        component.checks(),
        ElementChecksReader.of(component));
    fields.put("propagation", json(component.propagation()));
    List<Object> synced = new ArrayList<>();
    for (Source source : component.sources()) {
      Component said = source.contribution() == null ? component : source.contribution();
      synced.add(
          synced(source.sync(), "ExtTopologyComponent", source.externalId(), said.properties()));
    }
    fields.put("synced", synced);
    return fields;
  }

  Map<String, Object> relation(int ordinal) {
    Relation relation = snapshot.relation(ordinal);
    Map<String, Object> fields = head("ViewRelation", relation.id(), relation.name());
    fields.put("lastUpdateTimestamp", snapshot.relationUpdatedMillis(ordinal));
    fields.put("description", relation.description());
    labels(fields, relation.labels());
    concept(fields, "type", "RelationType", relation.type());
    fields.put("source", relation.source());
    fields.put("target", relation.target());
    fields.put("dependencyDirection", relation.dependencyDirection().name());
    state(fields, relation.id());
    fields.put("failingChecks", failingChecks(relation.id()));
    fields.put("synchronized", true);
    return fields;
  }

  Map<String, Object> fullRelation(int ordinal) {
    Relation relation = snapshot.relation(ordinal);
    Map<String, Object> fields = relation(ordinal);
    fields.put("_type", "Relation");
    fields.put("properties", json(relation.properties()));
    telemetry(
        fields,
        made.apply(relation.id()),
        relation.streams(),
        relation.checks(),
        ElementChecksReader.of(relation));
    fields.put(
        "synced",
        new ArrayList<>(
            List.of(
                synced(
                    relation.sync(),
                    "ExtTopologyRelation",
                    relation.externalId(),
                    relation.properties()))));
    return fields;
  }

  private static Map<String, Object> head(String type, long id, String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("_type", type);
    fields.put("id", id);
    fields.put("name", name);
    return fields;
  }

  private static void labels(Map<String, Object> fields, List<String> labels) {
    List<Object> named = new ArrayList<>();
    for (String label : labels) {
      named.add(new LinkedHashMap<>(Map.of("name", label)));
    }
    fields.put("labels", named);
    fields.put("tags", new ArrayList<>(labels));
  }

  private static void concept(
      Map<String, Object> fields, String field, String nodeType, String name) {
    fields.put(field, name == null ? null : ElementId.of(nodeType, name));
    fields.put(field + "Name", name);
  }

  private static List<Object> ids(String nodeType, List<String> names) {
    List<Object> ids = new ArrayList<>();
    names.forEach(name -> ids.add(ElementId.of(nodeType, name)));
    return ids;
  }

  private void state(Map<String, Object> fields, long id) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("_type", "StackElementState");
    state.put("healthState", snapshot.health(id).name());
    state.put("propagatedHealthState", snapshot.propagatedHealth(id).name());
    fields.put("state", state);
  }

  /** As {@code ViewCheck}, with what the check says as its description. */
  private List<Object> failingChecks(long id) {
    List<Object> checks = new ArrayList<>();
    for (BoundCheckState check : snapshot.failingChecks(id)) {
      Map<String, Object> fields = head("ViewCheck", check.id(), check.name());
      fields.put("lastUpdateTimestamp", check.since());
      fields.put("description", check.message());
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("_type", "ViewCheckState");
      state.put("state", check.health().name());
      state.put("lastUpdateTimestamp", check.since());
      fields.put("state", state);
      checks.add(fields);
    }
    return checks;
  }

  private List<Object> relations(int component, boolean outgoing) {
    List<Object> ids = new ArrayList<>();
    TopologySnapshot.RelationVisitor add = (r, n, d) -> ids.add(snapshot.relationId(r));
    if (outgoing) {
      snapshot.forEachOutgoing(component, add);
    } else {
      snapshot.forEachIncoming(component, add);
    }
    return ids;
  }

  /**
   * @param properties what this synchronization said of the element: the text of a JSON object
   */
  private static Map<String, Object> synced(
      long sync, String type, String externalId, String properties) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("_type", type);
    element.put("externalId", externalId);
    element.put("data", json(properties));
    Map<String, Object> synced = new LinkedHashMap<>();
    synced.put("_type", "Synced");
    synced.put("sync", sync);
    synced.put("extTopologyElement", element);
    return synced;
  }

  /** Those of templates, then those of people, then the streams of agents. */
  private static void telemetry(
      Map<String, Object> fields,
      ElementTelemetry made,
      List<TelemetryStream> givenStreams,
      List<Check> givenChecks,
      ElementChecks sent) {
    List<Object> streams = parsed(givenStreams, TelemetryStream::definition);
    streams.addAll(parsed(made.streams(), TelemetryStream::definition));
    streams.addAll(AgentStreams.of(sent, givenStreams));
    fields.put("streams", streams);
    List<Object> checks = parsed(givenChecks, Check::definition);
    checks.addAll(parsed(made.checks(), Check::definition));
    fields.put("checks", checks);
  }

  private static <T> List<Object> parsed(List<T> values, Function<T, String> text) {
    List<Object> parsed = new ArrayList<>();
    values.forEach(value -> parsed.add(json(text.apply(value))));
    return parsed;
  }

  private static Map<String, Object> json(String text) {
    try {
      return text == null ? new LinkedHashMap<>() : Json.mapper().readValue(text, MAP);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the change log holds what is no JSON object", e);
    }
  }
}
