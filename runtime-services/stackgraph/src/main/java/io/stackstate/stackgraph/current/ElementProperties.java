package io.stackstate.stackgraph.current;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.store.GraphSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.janusgraph.core.JanusGraphVertex;

/** The properties that an element has in the graph, for Gremlin; absent ones are left out. */
final class ElementProperties {
  private ElementProperties() {}

  static Map<String, Object> of(Component component, byte[] json, Health health) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(GraphSchema.ELEMENT_ID, component.id());
    put(properties, GraphSchema.NAME, component.name());
    put(properties, GraphSchema.TYPE, component.type());
    put(properties, GraphSchema.LAYER, component.layer());
    put(properties, GraphSchema.DOMAIN, component.domain());
    put(properties, GraphSchema.ENVIRONMENTS, component.environments());
    put(properties, GraphSchema.LABELS, component.labels());
    put(properties, GraphSchema.IDENTIFIERS, component.identifiers());
    properties.put(GraphSchema.RECORD, json);
    putHealth(properties, health);
    return properties;
  }

  /** Not the record: JanusGraph stores an edge twice, and the history has it. */
  static Map<String, Object> of(Relation relation, Health health) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(GraphSchema.ELEMENT_ID, relation.id());
    put(properties, GraphSchema.NAME, relation.name());
    put(properties, GraphSchema.TYPE, relation.type());
    put(properties, GraphSchema.DEPENDENCY_DIRECTION, relation.dependencyDirection().name());
    putHealth(properties, health);
    return properties;
  }

  static void putHealth(Map<String, Object> properties, Health health) {
    if (health != null) {
      properties.put(GraphSchema.HEALTH, health.own().name());
      properties.put(GraphSchema.PROPAGATED_HEALTH, health.propagated().name());
    }
  }

  /** Writes only what differs: most updates of a component touch one or two properties. */
  static void update(JanusGraphVertex vertex, Map<String, Object> properties) {
    Map<String, VertexProperty<?>> present = new HashMap<>();
    vertex.properties().forEachRemaining(p -> present.put(p.key(), p));
    present.forEach(
        (key, property) -> {
          if (!properties.containsKey(key)) {
            property.remove();
          }
        });
    properties.forEach(
        (key, value) -> {
          VertexProperty<?> property = present.get(key);
          if (property == null || !Objects.deepEquals(property.value(), value)) {
            vertex.property(VertexProperty.Cardinality.single, key, value);
          }
        });
  }

  /** As the arguments of a new edge. */
  static Object[] keyValues(Map<String, Object> properties) {
    Object[] keyValues = new Object[2 * properties.size()];
    int i = 0;
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      keyValues[i++] = property.getKey();
      keyValues[i++] = property.getValue();
    }
    return keyValues;
  }

  private static void put(Map<String, Object> properties, String name, String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  private static void put(Map<String, Object> properties, String name, List<String> values) {
    if (!values.isEmpty()) {
      properties.put(name, values.toArray(new String[0]));
    }
  }
}
