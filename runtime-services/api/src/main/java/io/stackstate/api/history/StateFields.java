package io.stackstate.api.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.topology.PropertyText;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.stackgraph.ElementState;
import java.io.IOException;
import java.util.List;

/** Writes the fields of an element as it was, by the names that changes give them. */
final class StateFields {
  private static final List<String> OF_COMPONENT =
      List.of(
          "name",
          "type",
          "layer",
          "domain",
          "environments",
          "labels",
          "identifiers",
          "description",
          "version",
          "properties",
          "streams",
          "checks",
          "propagation",
          "sources");
  private static final List<String> OF_RELATION =
      List.of(
          "name",
          "type",
          "source",
          "target",
          "dependencyDirection",
          "labels",
          "description",
          "properties",
          "streams",
          "checks",
          "sync",
          "externalId");

  private StateFields() {}

  /** {@code Component} or {@code Relation}. */
  static String type(ElementState state) {
    return state instanceof ElementState.OfComponent ? "Component" : "Relation";
  }

  /** The whole element as an object. */
  static void writeState(JsonGenerator out, ElementState state) throws IOException {
    out.writeStartObject();
    writeNaming(out, state);
    List<String> fields = state instanceof ElementState.OfComponent ? OF_COMPONENT : OF_RELATION;
    for (String field : fields) {
      if (!field.equals("name") && !field.equals("type") && !isUsualPropagation(field, state)) {
        out.writeFieldName(field);
        writeValue(out, state, field);
      }
    }
    out.writeStringField("health", state.health().name());
    out.writeStringField("propagatedHealth", state.propagatedHealth().name());
    out.writeEndObject();
  }

  private static boolean isUsualPropagation(String field, ElementState state) {
    return field.equals("propagation")
        && state instanceof ElementState.OfComponent of
        && of.component().propagation() == null;
  }

  /** What tells the element to people; of a relation also its ends. */
  static void writeNaming(JsonGenerator out, ElementState state) throws IOException {
    out.writeStringField("_type", type(state));
    out.writeNumberField("id", state.id());
    for (String field : List.of("name", "type")) {
      out.writeFieldName(field);
      writeValue(out, state, field);
    }
  }

  /** The value of one field; null when the element lacks it. */
  static void writeValue(JsonGenerator out, ElementState state, String field) throws IOException {
    switch (field) {
      case "health" -> out.writeString(state.health().name());
      case "propagatedHealth" -> out.writeString(state.propagatedHealth().name());
      default -> {
        if (state instanceof ElementState.OfComponent of) {
          writeValue(out, of.component(), field);
        } else if (state instanceof ElementState.OfRelation of) {
          writeValue(out, of.relation(), field);
        }
      }
    }
  }

  private static void writeValue(JsonGenerator out, Component component, String field)
      throws IOException {
    switch (field) {
      case "name" -> out.writeString(component.name());
      case "type" -> out.writeString(component.type());
      case "layer" -> out.writeString(component.layer());
      case "domain" -> out.writeString(component.domain());
      case "environments" -> writeList(out, component.environments());
      case "labels" -> writeList(out, component.labels());
      case "identifiers" -> writeList(out, component.identifiers());
      case "description" -> out.writeString(component.description());
      case "version" -> out.writeString(component.version());
      case "properties" -> PropertyText.writeObject(out, component.properties());
      case "streams" -> writeStreams(out, component.streams());
      case "checks" -> writeChecks(out, component.checks());
      case "propagation" -> {
        if (component.propagation() == null) {
          out.writeNull();
        } else {
          PropertyText.writeObject(out, component.propagation());
        }
      }
      case "sources" -> writeSources(out, component.sources());
      default -> out.writeNull();
    }
  }

  private static void writeValue(JsonGenerator out, Relation relation, String field)
      throws IOException {
    switch (field) {
      case "name" -> out.writeString(relation.name());
      case "type" -> out.writeString(relation.type());
      case "source" -> out.writeNumber(relation.source());
      case "target" -> out.writeNumber(relation.target());
      case "dependencyDirection" -> out.writeString(relation.dependencyDirection().name());
      case "labels" -> writeList(out, relation.labels());
      case "description" -> out.writeString(relation.description());
      case "properties" -> PropertyText.writeObject(out, relation.properties());
      case "streams" -> writeStreams(out, relation.streams());
      case "checks" -> writeChecks(out, relation.checks());
      case "sync" -> out.writeNumber(relation.sync());
      case "externalId" -> out.writeString(relation.externalId());
      case "sourceExternalId" -> out.writeString(relation.sourceExternalId());
      case "targetExternalId" -> out.writeString(relation.targetExternalId());
      default -> out.writeNull();
    }
  }

  private static void writeStreams(JsonGenerator out, List<TelemetryStream> streams)
      throws IOException {
    PropertyText.writeObjects(out, streams.stream().map(TelemetryStream::definition));
  }

  private static void writeChecks(JsonGenerator out, List<Check> checks) throws IOException {
    PropertyText.writeObjects(out, checks.stream().map(Check::definition));
  }

  private static void writeList(JsonGenerator out, List<String> values) throws IOException {
    out.writeStartArray();
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private static void writeSources(JsonGenerator out, List<Source> sources) throws IOException {
    out.writeStartArray();
    for (Source source : sources) {
      out.writeStartObject();
      out.writeNumberField("sync", source.sync());
      out.writeStringField("externalId", source.externalId());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
