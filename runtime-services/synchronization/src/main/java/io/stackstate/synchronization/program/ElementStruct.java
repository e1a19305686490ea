package io.stackstate.synchronization.program;

import io.stackstate.model.ElementId;
import io.stackstate.synchronization.mapping.ExtComponent;
import io.stackstate.synchronization.mapping.ExtRelation;
import io.stackstate.synchronization.mapping.RelationMapper.Ends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code element} that mapping functions and templates are given (topology sheet, section 3.2).
 * A mapping function changes a copy of its own. For one thread.
 */
final class ElementStruct {
  /** There are few types, but they come from the sender. */
  private static final int MAX_TYPES = 10_000;

  private static final Fields.Names TYPE =
      new Fields.Names(List.of("id", "lastUpdateTimestamp", "name", "model", "_type"));
  private static final Fields.Names COMPONENT =
      new Fields.Names(List.of("externalId", "name", "type", "data", "identifiers"));
  private static final Fields.Names RELATION =
      new Fields.Names(
          List.of(
              "externalId",
              "name",
              "type",
              "data",
              "sourceExternalId",
              "targetExternalId",
              "sourceId",
              "targetId"));

  private final String nodeType;
  private final Map<String, Map<String, Object>> types = new HashMap<>();

  /**
   * @param nodeType {@code ExtTopoComponentType} or {@code ExtTopoRelationType}
   */
  ElementStruct(String nodeType) {
    this.nodeType = nodeType;
  }

  /** Not to be changed but in {@code data}. */
  Map<String, Object> of(ExtComponent component) {
    return new Fields(
        COMPONENT,
        component.externalId(),
        component.externalId(),
        type(component.type()),
        component.data(),
        new ArrayList<>(component.identifiers()));
  }

  /** Not to be changed but in {@code data}. */
  Map<String, Object> of(ExtRelation relation, Ends ends) {
    return new Fields(
        RELATION,
        relation.externalId(),
        relation.externalId(),
        type(relation.type()),
        relation.data(),
        relation.sourceExternalId(),
        relation.targetExternalId(),
        ends.source(),
        ends.target());
  }

  private Map<String, Object> type(String name) {
    Map<String, Object> known = types.get(name);
    if (known == null) {
      if (types.size() > MAX_TYPES) {
        types.clear();
      }
      known = new Fields(TYPE, ElementId.of(nodeType, name), 0L, name, null, nodeType);
      types.put(name, known);
    }
    return known;
  }
}
