package io.stackstate.synchronization.program;

import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.synchronization.mapping.ElementData;
import io.stackstate.synchronization.mapping.ElementException;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.IdExtractor;
import io.stackstate.synchronization.mapping.WellFormed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stage A with functions: an extractor for components and one for relations. */
final class FunctionIdExtractor implements IdExtractor {
  private final Extraction components;
  private final Extraction relations;

  FunctionIdExtractor(Extraction components, Extraction relations) {
    this.components = components;
    this.relations = relations;
  }

  /** Calls an extractor; {@link ElementException} says why it failed. */
  interface Extraction {
    FunctionRuntime.ExtractedId of(Map<String, Object> element) throws ElementException;
  }

  @Override
  public ExtComponent component(TopologyPayload.Component sent) throws ElementException {
    Map<String, Object> data = ElementData.parse("data", sent.data());
    FunctionRuntime.ExtractedId id =
        components.of(struct(sent.externalId(), sent.typeName(), data));
    return new ExtComponent(
        required("externalId", id.externalId()),
        type(id),
        identifiers(id.identifiers()),
        data,
        ElementData.properties(data, sent.data(), sent.sourceProperties()));
  }

  @Override
  public ExtRelation relation(TopologyPayload.Relation sent) throws ElementException {
    String source = required("sourceId", sent.sourceId());
    String target = required("targetId", sent.targetId());
    Map<String, Object> data = ElementData.parse("data", sent.data());
    Map<String, Object> struct = struct(sent.externalId(), sent.typeName(), data);
    struct.put("sourceId", source);
    struct.put("targetId", target);
    FunctionRuntime.ExtractedId id = relations.of(struct);
    return new ExtRelation(
        required("externalId", id.externalId()),
        type(id),
        source,
        target,
        data,
        ElementData.properties(data, sent.data(), sent.sourceProperties()));
  }

  private static Map<String, Object> struct(
      String externalId, String typeName, Map<String, Object> data) throws ElementException {
    Map<String, Object> struct = new LinkedHashMap<>(8);
    struct.put("externalId", required("externalId", externalId));
    struct.put("typeName", required("type.name", typeName));
    struct.put("data", data);
    return struct;
  }

  private static String type(FunctionRuntime.ExtractedId id) throws ElementException {
    if (id.type() == null) {
      throw new ElementException("IdExtractor", "the extracted type: missing, expected text");
    }
    return WellFormed.text(id.type());
  }

  private static List<String> identifiers(Set<String> extracted) {
    if (extracted.isEmpty()) {
      return List.of();
    }
    List<String> identifiers = new ArrayList<>(extracted.size());
    for (String identifier : extracted) {
      if (!identifier.isBlank()) {
        identifiers.add(WellFormed.text(identifier));
      }
    }
    return identifiers;
  }

  private static String required(String field, String value) throws ElementException {
    if (value == null || value.isEmpty() && !field.equals("type.name")) {
      throw new ElementException("IdExtractor", field + ": missing, expected text");
    }
    return WellFormed.text(value);
  }
}
