package io.stackstate.topology;

import io.stackstate.model.change.HealthState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** The components and what is searched in them. One writer; see {@link #freeze()}. */
final class ComponentIndex {
  private static final List<Attribute> IN_RECORD =
      List.of(Attribute.values()).stream().filter(a -> a != Attribute.HEALTH).toList();

  private final Elements elements;
  private final SharedBitmap all;
  private final Map<Attribute, ValueIndex> values = new EnumMap<>(Attribute.class);
  private final Map<HealthState, SharedBitmap> health = new EnumMap<>(HealthState.class);

  ComponentIndex() {
    this(new Elements(), new SharedBitmap());
    IN_RECORD.forEach(attribute -> values.put(attribute, new ValueIndex()));
    for (HealthState state : HealthState.values()) {
      health.put(state, new SharedBitmap());
    }
  }

  private ComponentIndex(Elements elements, SharedBitmap all) {
    this.elements = elements;
    this.all = all;
  }

  /** A copy to be written on its own. */
  ComponentIndex copy() {
    ComponentIndex copy = new ComponentIndex(elements.copy(), all.copy());
    values.forEach((attribute, index) -> copy.values.put(attribute, index.copy()));
    health.forEach((state, bits) -> copy.health.put(state, bits.copy()));
    return copy;
  }

  /** The ordinal of the component, or -1. */
  int ordinal(long id) {
    return elements.ordinal(id);
  }

  /** Adds a component with its present health and returns its ordinal. */
  int add(long id, byte[] record, ComponentFields fields, long timeMillis, HealthState own) {
    int ordinal = elements.add(id);
    elements.put(ordinal, record, timeMillis);
    all.add(ordinal);
    health.get(own).add(ordinal);
    index(ordinal, ComponentFields.NONE, fields);
    return ordinal;
  }

  void update(int ordinal, byte[] record, ComponentFields fields, long timeMillis) {
    ComponentFields old = ComponentFields.parse(elements.record(ordinal));
    elements.put(ordinal, record, timeMillis);
    index(ordinal, old, fields);
  }

  void remove(int ordinal, HealthState own) {
    index(ordinal, ComponentFields.parse(elements.record(ordinal)), ComponentFields.NONE);
    health.get(own).remove(ordinal);
    all.remove(ordinal);
    elements.remove(ordinal);
  }

  void moveHealth(int ordinal, HealthState from, HealthState to) {
    if (from != to) {
      health.get(from).remove(ordinal);
      health.get(to).add(ordinal);
    }
  }

  Frozen freeze() {
    Map<Attribute, ValueIndex> frozenValues = new EnumMap<>(Attribute.class);
    values.forEach((attribute, index) -> frozenValues.put(attribute, index.freeze()));
    Map<HealthState, RoaringBitmap> frozenHealth = new EnumMap<>(HealthState.class);
    health.forEach((state, bits) -> frozenHealth.put(state, bits.freeze()));
    return new Frozen(elements.freeze(), all.freeze(), frozenValues, frozenHealth);
  }

  private void index(int ordinal, ComponentFields old, ComponentFields fields) {
    for (Attribute attribute : IN_RECORD) {
      List<String> before = old.values(attribute);
      List<String> after = fields.values(attribute);
      if (before.equals(after)) {
        continue;
      }
      ValueIndex index = values.get(attribute);
      for (String value : before) {
        if (!after.contains(value)) {
          index.remove(value, ordinal);
        }
      }
      for (String value : after) {
        if (!before.contains(value)) {
          index.add(value, ordinal, (other, v) -> has(elements, other, attribute, v));
        }
      }
    }
  }

  private static boolean has(Elements elements, int ordinal, Attribute attribute, String value) {
    return ComponentFields.parse(elements.record(ordinal)).values(attribute).contains(value);
  }

  /** The components at one moment; immutable and for any thread. */
  record Frozen(
      Elements elements,
      RoaringBitmap all,
      Map<Attribute, ValueIndex> values,
      Map<HealthState, RoaringBitmap> health) {

    RoaringBitmap with(Attribute attribute, String value) {
      if (attribute == Attribute.HEALTH) {
        for (Map.Entry<HealthState, RoaringBitmap> entry : health.entrySet()) {
          if (entry.getKey().name().equals(value)) {
            return entry.getValue();
          }
        }
        return new RoaringBitmap();
      }
      return values.get(attribute).get(value, (ordinal, v) -> has(elements, ordinal, attribute, v));
    }

    ValueOrder order(Attribute attribute) {
      if (attribute == Attribute.HEALTH) {
        TreeSet<String> sorted = new TreeSet<>();
        health.forEach(
            (state, bits) -> {
              if (!bits.isEmpty()) {
                sorted.add(state.name());
              }
            });
        return new ListedValues(List.copyOf(sorted));
      }
      return values
          .get(attribute)
          .order(ordinal -> ComponentFields.parse(elements.record(ordinal)).values(attribute));
    }
  }
}
