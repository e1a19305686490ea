package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code TopologyPayload} exactly as Jackson writes the record, but straight from the bytes
 * of the message: the fast path of the receiver. Not thread-safe; one for each message.
 */
final class PayloadWriter {
  static final byte[] START = marker("TopologyStartSnapshot");
  static final byte[] STOP = marker("TopologyStopSnapshot");

  private static final SerializedString COMPONENT = new SerializedString("TopologyComponent");
  private static final SerializedString RELATION = new SerializedString("TopologyRelation");
  private static final SerializedString DELETE = new SerializedString("TopologyDelete");
  private static final SerializedString EXTERNAL_ID = new SerializedString("externalId");
  private static final SerializedString SOURCE_ID = new SerializedString("sourceId");
  private static final SerializedString TARGET_ID = new SerializedString("targetId");
  private static final SerializedString TYPE_NAME = new SerializedString("typeName");
  private static final SerializedString DATA = new SerializedString("data");
  private static final SerializedString PROPERTIES = new SerializedString("sourceProperties");

  private final ByteArray out = new ByteArray();
  private final JsonGenerator generator;

  PayloadWriter(JsonFactory factory) throws IOException {
    generator = factory.createGenerator(out);
  }

  byte[] component(String externalId, String type, ByteArray data, ByteArray properties)
      throws IOException {
    begin(COMPONENT, externalId);
    string(TYPE_NAME, type);
    json(data, properties);
    return end();
  }

  byte[] relation(RelationIds ids, String type, ByteArray data, ByteArray properties)
      throws IOException {
    begin(RELATION, ids.externalId());
    string(SOURCE_ID, ids.sourceId());
    string(TARGET_ID, ids.targetId());
    string(TYPE_NAME, type);
    json(data, properties);
    return end();
  }

  byte[] delete(String externalId) throws IOException {
    begin(DELETE, externalId);
    return end();
  }

  record RelationIds(String externalId, String sourceId, String targetId) {}

  private void begin(SerializedString kind, String externalId) throws IOException {
    out.clear();
    generator.writeStartObject();
    generator.writeFieldName(kind);
    generator.writeStartObject();
    string(EXTERNAL_ID, externalId);
  }

  private byte[] end() throws IOException {
    generator.writeEndObject();
    generator.writeEndObject();
    generator.flush();
    return out.copy();
  }

  private void string(SerializedString field, String value) throws IOException {
    generator.writeFieldName(field);
    generator.writeString(value);
  }

  private void json(ByteArray data, ByteArray properties) throws IOException {
    generator.writeFieldName(DATA);
    generator.writeUTF8String(data.array(), 0, data.length());
    if (properties.length() > 0) {
      generator.writeFieldName(PROPERTIES);
      generator.writeUTF8String(properties.array(), 0, properties.length());
    }
  }

  private static byte[] marker(String name) {
    return ("{\"" + name + "\":{}}").getBytes(StandardCharsets.US_ASCII);
  }
}
