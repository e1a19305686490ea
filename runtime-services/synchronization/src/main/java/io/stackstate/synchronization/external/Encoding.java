package io.stackstate.synchronization.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of change log records, and copies of them with one part replaced. */
final class Encoding {
  private static final ObjectWriter COMPONENT_WRITER = Json.mapper().writerFor(Component.class);
  private static final ObjectWriter RELATION_WRITER = Json.mapper().writerFor(Relation.class);
  private static final ObjectReader COMPONENT_READER = Json.mapper().readerFor(Component.class);
  private static final ObjectReader RELATION_READER = Json.mapper().readerFor(Relation.class);

  private Encoding() {}

  static byte[] bytes(Component component) {
    return bytes(COMPONENT_WRITER, component);
  }

  static byte[] bytes(Relation relation) {
    return bytes(RELATION_WRITER, relation);
  }

  static Component component(byte[] json) {
    return read(COMPONENT_READER, json);
  }

  static Relation relation(byte[] json) {
    return read(RELATION_READER, json);
  }

  static Relation withId(Relation r, long id) {
    return new Relation(
        id,
        r.name(),
        r.type(),
        r.source(),
        r.target(),
        r.dependencyDirection(),
        r.labels(),
        r.description(),
        r.properties(),
        r.sync(),
        r.externalId(),
        null,
        null,
        r.streams(),
        r.checks());
  }

  static Relation withEnds(Relation r, ExternalComponent source, ExternalComponent target) {
    return new Relation(
        r.id(),
        r.name(),
        r.type(),
        source.elementId,
        target.elementId,
        r.dependencyDirection(),
        r.labels(),
        r.description(),
        r.properties(),
        r.sync(),
        r.externalId(),
        source.shownExternalId(),
        target.shownExternalId(),
        r.streams(),
        r.checks());
  }

  private static byte[] bytes(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a well-formed element has a JSON form", e);
    }
  }

  private static <T> T read(ObjectReader reader, byte[] json) {
    try {
      return reader.readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the change log holds a record that is not one of ours", e);
    }
  }
}
