package io.stackstate.synchronization.external;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.stackstate.model.Json;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.WellFormed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Reads {@code TopologyElement} records (topology sheet, section 2.3) as a stream of tokens,
 * because most records of a running installation repeat what is known and are dropped right after
 * it. Gives what {@link Json} would give; unknown fields are skipped. Not thread-safe.
 */
public final class IntakeParser {
  private static final Set<String> KINDS =
      Set.of(
          "TopologyStartSnapshot",
          "TopologyStopSnapshot",
          "TopologyComponent",
          "TopologyRelation",
          "TopologyDelete");

  private final JsonFactory factory = Json.mapper().getFactory();

  private String host;
  private long collected;
  private long received;
  private String kind;
  private String externalId;
  private String typeName;
  private String sourceId;
  private String targetId;
  private String data;
  private String sourceProperties;
  private String snapshotId;

  /**
   * @param value of the record; null is malformed
   * @param timestamp of the record, used when it does not say when it was received
   * @throws ElementException when it is not a topology element
   */
  public IntakeRecord parse(byte[] value, long offset, long timestamp) throws ElementException {
    if (value == null) {
      throw malformed(offset, "it is empty");
    }
    reset(timestamp);
    try (JsonParser parser = factory.createParser(value)) {
      parser.nextToken();
      eachField(parser, this::envelope);
    } catch (JsonProcessingException e) {
      throw malformed(offset, e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (kind == null) {
      throw malformed(offset, "TopologyElement.payload: missing, expected one of " + KINDS);
    }
    long seen = collected > 0 ? Math.min(collected, received) : received;
    return new IntakeRecord(offset, seen, received, host, payload());
  }

  private void envelope(String field, JsonParser parser) throws IOException {
    if (field.equals("TopologyElement")) {
      eachField(parser, this::element);
    } else {
      parser.skipChildren();
    }
  }

  private void element(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "payload" -> eachField(parser, this::payloadKind);
      case "internalHostname" -> host = text(parser);
      case "collectionTimestamp" -> collected = parser.getValueAsLong(0);
      case "ingestionTimestamp" -> received = Math.max(0, parser.getValueAsLong(received));
      default -> parser.skipChildren();
    }
  }

  private void payloadKind(String field, JsonParser parser) throws IOException {
    if (KINDS.contains(field)) {
      kind = field;
      eachField(parser, this::payloadField);
    } else {
      parser.skipChildren();
    }
  }

  private void payloadField(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "externalId" -> externalId = text(parser);
      case "typeName" -> typeName = text(parser);
      case "sourceId" -> sourceId = text(parser);
      case "targetId" -> targetId = text(parser);
      case "data" -> data = text(parser);
      case "sourceProperties" -> sourceProperties = text(parser);
      case "snapshotId" -> snapshotId = text(parser);
      default -> parser.skipChildren();
    }
  }

  private TopologyPayload payload() {
    return switch (kind) {
      case "TopologyStartSnapshot" -> new TopologyPayload.StartSnapshot(snapshotId);
      case "TopologyStopSnapshot" -> new TopologyPayload.StopSnapshot(snapshotId);
      case "TopologyComponent" ->
          new TopologyPayload.Component(externalId, typeName, data, sourceProperties);
      case "TopologyRelation" ->
          new TopologyPayload.Relation(
              externalId, sourceId, targetId, typeName, data, sourceProperties);
      default -> new TopologyPayload.Delete(externalId);
    };
  }

  private static String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    String text =
        token.isScalarValue()
            ? parser.getText()
            : Json.mapper().writeValueAsString(Json.mapper().readTree(parser));
    return WellFormed.text(text);
  }

  private static void eachField(JsonParser parser, FieldReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String field;
    while ((field = parser.nextFieldName()) != null) {
      parser.nextToken();
      reader.read(field, parser);
    }
  }

  private void reset(long timestamp) {
    collected = 0;
    received = timestamp;
    host = null;
    kind = null;
    externalId = null;
    typeName = null;
    sourceId = null;
    targetId = null;
    data = null;
    sourceProperties = null;
    snapshotId = null;
  }

  private static ElementException malformed(long offset, String why) {
    return new ElementException("MalformedRecord", "record at offset " + offset + ": " + why);
  }

  private interface FieldReader {
    void read(String field, JsonParser parser) throws IOException;
  }
}
