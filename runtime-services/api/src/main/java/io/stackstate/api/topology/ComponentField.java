package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.http.JsonFields;
import io.stackstate.model.change.Component;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A field of a component in a list, by its name there; what a component lacks is left out. */
enum ComponentField {
  id((out, s, o, c) -> out.writeNumberField("id", c.id())),
  name((out, s, o, c) -> out.writeStringField("name", c.name())),
  type((out, s, o, c) -> ElementFields.writeOptional(out, "type", c.type())),
  layer((out, s, o, c) -> ElementFields.writeOptional(out, "layer", c.layer())),
  domain((out, s, o, c) -> ElementFields.writeOptional(out, "domain", c.domain())),
  environments((out, s, o, c) -> ElementFields.writeStrings(out, "environments", c.environments())),
  health((out, s, o, c) -> out.writeStringField("health", s.health(c.id()).name())),
  propagatedHealth(
      (out, s, o, c) ->
          out.writeStringField("propagatedHealth", ElementFields.propagatedHealth(s, c.id()))),
  labels((out, s, o, c) -> ElementFields.writeStrings(out, "labels", c.labels())),
  identifiers((out, s, o, c) -> ElementFields.writeStrings(out, "identifiers", c.identifiers())),
  description((out, s, o, c) -> ElementFields.writeOptional(out, "description", c.description())),
  version((out, s, o, c) -> ElementFields.writeOptional(out, "version", c.version())),
  updatedMillis(
      (out, s, o, c) -> out.writeNumberField("updatedMillis", s.componentUpdatedMillis(o))),
  properties(
      (out, s, o, c) -> {
        out.writeFieldName("properties");
        PropertyText.writeObject(out, c.properties());
      });

  /** What a list has unless the request names its fields. */
  static final List<ComponentField> DEFAULT =
      List.of(id, name, type, layer, domain, environments, health, labels, identifiers);

  private final Writer writer;

  ComponentField(Writer writer) {
    this.writer = writer;
  }

  private interface Writer {
    void write(JsonGenerator out, TopologySnapshot snapshot, int ordinal, Component component)
        throws IOException;
  }

  /** The list {@code fields} of a request, each once, in its order. */
  static List<ComponentField> read(JsonFields body) {
    if (!body.has("fields")) {
      return DEFAULT;
    }
    List<String> names = body.texts("fields");
    List<ComponentField> fields =
        names.stream()
            .flatMap(name -> Arrays.stream(values()).filter(field -> field.name().equals(name)))
            .toList();
    if (fields.size() < names.size()) {
      String known =
          Arrays.stream(values()).map(ComponentField::name).collect(Collectors.joining(", "));
      throw body.bad("fields", "some of " + known);
    }
    return fields.stream().distinct().toList();
  }

  /** Writes a component with these fields. */
  static void write(
      JsonGenerator out, TopologySnapshot snapshot, int ordinal, List<ComponentField> fields)
      throws IOException {
    Component component = snapshot.component(ordinal);
    out.writeStartObject();
    for (ComponentField field : fields) {
      field.writer.write(out, snapshot, ordinal, component);
    }
    out.writeEndObject();
  }
}
