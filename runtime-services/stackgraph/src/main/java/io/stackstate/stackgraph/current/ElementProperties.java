package io.stackstate.stackgraph.current;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.store.GraphSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static Map<String, Object> of(Relation relation, byte[] json, Health health) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(GraphSchema.ELEMENT_ID, relation.id());
    put(properties, GraphSchema.NAME, relation.name());
    put(properties, GraphSchema.TYPE, relation.type());
    put(properties, GraphSchema.DEPENDENCY_DIRECTION, relation.dependencyDirection().name());
    properties.put(GraphSchema.RECORD, json);
    putHealth(properties, health);
    return properties;
  }

  static void putHealth(Map<String, Object> properties, Health health) {
    if (health != null) {
      properties.put(GraphSchema.HEALTH, health.own().name());
      properties.put(GraphSchema.PROPAGATED_HEALTH, health.propagated().name());
    }
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
