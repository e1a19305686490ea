package io.stackstate.synchronization.program;

import io.stackstate.model.ElementId;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code element} that mapping functions and templates are given (topology sheet, section 3.2).
 * It is mutable at every level, because mapping functions change it. For one thread.
 */
final class ElementStruct {
  /** There are few types, but they come from the sender. */
  private static final int MAX_TYPES = 10_000;

  private final String nodeType;
  private final Map<String, Long> typeIds = new HashMap<>();

  /**
   * @param nodeType {@code ExtTopoComponentType} or {@code ExtTopoRelationType}
   */
  ElementStruct(String nodeType) {
    this.nodeType = nodeType;
  }

  Map<String, Object> of(ExtComponent component) {
    Map<String, Object> element = new LinkedHashMap<>(16);
    element.put("externalId", component.externalId());
    element.put("name", component.externalId());
    element.put("type", type(component.type()));
    element.put("data", component.data());
    element.put("identifiers", new ArrayList<>(component.identifiers()));
    return element;
  }

  Map<String, Object> of(ExtRelation relation, Ends ends) {
    Map<String, Object> element = new LinkedHashMap<>(16);
    element.put("externalId", relation.externalId());
    element.put("name", relation.externalId());
    element.put("type", type(relation.type()));
    element.put("data", relation.data());
    element.put("sourceExternalId", relation.sourceExternalId());
    element.put("targetExternalId", relation.targetExternalId());
    element.put("sourceId", ends.source());
    element.put("targetId", ends.target());
    return element;
  }

  private Map<String, Object> type(String name) {
    if (typeIds.size() > MAX_TYPES) {
      typeIds.clear();
    }
    Map<String, Object> type = new LinkedHashMap<>(8);
    type.put("id", typeIds.computeIfAbsent(name, n -> ElementId.of(nodeType, n)));
    type.put("lastUpdateTimestamp", 0L);
    type.put("name", name);
    type.put("model", null);
    type.put("_type", nodeType);
    return type;
  }
}
