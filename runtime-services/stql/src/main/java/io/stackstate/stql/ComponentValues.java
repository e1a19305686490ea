package io.stackstate.stql;

import io.stackstate.model.change.Component;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;

/** The values of single components: worth their decoding only where few are looked at. */
final class ComponentValues {
  private ComponentValues() {}

  static List<String> of(TopologySnapshot snapshot, int ordinal, Attribute attribute) {
    if (attribute == Attribute.HEALTH) {
      return List.of(snapshot.health(snapshot.componentId(ordinal)).name());
    }
    Component component = snapshot.component(ordinal);
    return switch (attribute) {
      case NAME -> single(component.name());
      case TYPE -> single(component.type());
      case LAYER -> single(component.layer());
      case DOMAIN -> single(component.domain());
      case ENVIRONMENT -> component.environments();
      case LABEL -> component.labels();
      case IDENTIFIER -> component.identifiers();
      case HEALTH -> throw new IllegalStateException("answered above");
    };
  }

  private static List<String> single(String value) {
    return value == null ? List.of() : List.of(value);
  }
}
