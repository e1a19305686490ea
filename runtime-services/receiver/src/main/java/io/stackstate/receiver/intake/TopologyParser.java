package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonFactory;
import io.stackstate.receiver.intake.PayloadWriter.RelationIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads components, relations and deletes (intake sheet, section 6.2) into a topology. */
final class TopologyParser {
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final JsonInput in;
  private final Elements elements;
  private final PayloadWriter writer;
  private final ByteArray data = new ByteArray();
  private final ByteArray properties = new ByteArray();
  private String externalId;
  private String sourceId;
  private String targetId;
  private String type;

  TopologyParser(JsonFactory factory, JsonInput in, Elements elements) throws IOException {
    this.in = in;
    this.elements = elements;
    writer = new PayloadWriter(factory);
  }

  void components(TopologyAssembly topology) throws IOException {
    while (in.nextElement()) {
      readElement();
      require(externalId, "externalId");
      require(type, "type.name");
      if (!in.rejected(Kind.COMPONENT, elements) && elements.wanted()) {
        byte[] payload = writer.component(externalId, type, data, properties);
        topology.add(Kind.COMPONENT, in.path(), bytes(externalId), payload);
      }
    }
  }

  void relations(TopologyAssembly topology) throws IOException {
    while (in.nextElement()) {
      readElement();
      require(externalId, "externalId");
      require(sourceId, "sourceId");
      require(targetId, "targetId");
      require(type, "type.name");
      if (!in.rejected(Kind.RELATION, elements) && elements.wanted()) {
        RelationIds ids = new RelationIds(externalId, sourceId, targetId);
        byte[] payload = writer.relation(ids, type, data, properties);
        topology.add(Kind.RELATION, in.path(), bytes(externalId), payload);
      }
    }
  }

  void deletes(TopologyAssembly topology) throws IOException {
    while (in.nextElement()) {
      String id = in.text();
      if (id == null || id.isEmpty()) {
        in.fault(in.path(), "expected the external id of an element, found nothing");
      }
      if (!in.rejected(Kind.DELETE, elements) && elements.wanted()) {
        topology.add(Kind.DELETE, in.path(), bytes(id), writer.delete(id));
      }
    }
  }

  private void readElement() throws IOException {
    externalId = null;
    sourceId = null;
    targetId = null;
    type = null;
    data.clear();
    properties.clear();
    if (!in.object()) {
      in.fault(in.path(), "expected an object, found null");
      return;
    }
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "externalId" -> externalId = in.text();
        case "sourceId" -> sourceId = in.text();
        case "targetId" -> targetId = in.text();
        case "type" -> type = readType();
        case "data" -> readObject(data);
        case "sourceProperties" -> readObject(properties);
        default -> in.ignore();
      }
    }
    if (data.length() == 0) {
      data.write(EMPTY_OBJECT, 0, EMPTY_OBJECT.length);
    }
  }

  private String readType() throws IOException {
    String name = null;
    if (in.object()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        if (field.equals("name")) {
          name = in.text();
        } else {
          in.ignore();
        }
      }
    }
    return name;
  }

  private void readObject(ByteArray target) throws IOException {
    target.clear();
    if (in.object()) {
      in.json(target);
    }
  }

  private void require(String value, String field) {
    if (!in.faulty() && (value == null || value.isEmpty())) {
      in.fault(in.path(field), "is missing");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
