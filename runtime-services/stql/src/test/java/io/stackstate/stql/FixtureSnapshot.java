package io.stackstate.stql;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * A snapshot that is nothing but lists, searched from front to back: a model so plain that it can
 * be seen to be right. It hands out the same bitmaps again and again, as the real ones do, and
 * tells whether somebody modified one.
 */
public final class FixtureSnapshot implements TopologySnapshot {
  private final List<Component> components;
  private final List<Relation> relations;
  private final Map<Long, Health> health = new HashMap<>();
  private final Map<String, RoaringBitmap> shared = new HashMap<>();
  private final Map<String, RoaringBitmap> originals = new HashMap<>();
  private int visits;

  FixtureSnapshot(List<Component> components, List<Relation> relations, List<Health> health) {
    this.components = List.copyOf(components);
    this.relations = List.copyOf(relations);
    health.forEach(state -> this.health.put(state.id(), state));
  }

  List<Component> allComponents() {
    return components;
  }

  List<Relation> allRelations() {
    return relations;
  }

  List<Health> allHealth() {
    return List.copyOf(health.values());
  }

  /** How often the relations of a component were asked for. */
  int visits() {
    return visits;
  }

  boolean unmodified() {
    return shared.equals(originals);
  }

  @Override
  public long commit() {
    return 1;
  }

  @Override
  public long timeMillis() {
    return 1_000;
  }

  @Override
  public int componentCount() {
    return components.size();
  }

  @Override
  public int relationCount() {
    return relations.size();
  }

  @Override
  public RoaringBitmap components() {
    return share("all", RoaringBitmap.bitmapOfRange(0, components.size()));
  }

  @Override
  public RoaringBitmap components(Attribute attribute, String value) {
    RoaringBitmap found = new RoaringBitmap();
    for (int i = 0; i < components.size(); i++) {
      if (values(components.get(i), attribute).contains(value)) {
        found.add(i);
      }
    }
    return share(attribute + "=" + value, found);
  }

  private RoaringBitmap share(String key, RoaringBitmap bitmap) {
    originals.putIfAbsent(key, bitmap.clone());
    shared.putIfAbsent(key, bitmap);
    return shared.get(key);
  }

  @Override
  public List<String> values(Attribute attribute) {
    TreeSet<String> values = new TreeSet<>();
    components.forEach(component -> values.addAll(values(component, attribute)));
    return List.copyOf(values);
  }

  List<String> values(Component component, Attribute attribute) {
    return switch (attribute) {
      case NAME -> single(component.name());
      case TYPE -> single(component.type());
      case LAYER -> single(component.layer());
      case DOMAIN -> single(component.domain());
      case ENVIRONMENT -> component.environments();
      case LABEL -> component.labels();
      case IDENTIFIER -> component.identifiers();
      case HEALTH -> List.of(health(component.id()).name());
    };
  }

  private static List<String> single(String value) {
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public int componentOrdinal(long id) {
    return components.stream().map(Component::id).toList().indexOf(id);
  }

  @Override
  public int relationOrdinal(long id) {
    return relations.stream().map(Relation::id).toList().indexOf(id);
  }

  @Override
  public long componentId(int ordinal) {
    return components.get(ordinal).id();
  }

  @Override
  public long relationId(int ordinal) {
    return relations.get(ordinal).id();
  }

  @Override
  public Component component(int ordinal) {
    return components.get(ordinal);
  }

  @Override
  public Relation relation(int ordinal) {
    return relations.get(ordinal);
  }

  @Override
  public long componentUpdatedMillis(int ordinal) {
    return timeMillis() - ordinal % 3;
  }

  @Override
  public long relationUpdatedMillis(int ordinal) {
    return timeMillis();
  }

  @Override
  public HealthState health(long id) {
    return health.containsKey(id) ? health.get(id).own() : HealthState.UNKNOWN;
  }

  @Override
  public HealthState propagatedHealth(long id) {
    return health.containsKey(id) ? health.get(id).propagated() : HealthState.UNKNOWN;
  }

  @Override
  public void forEachOutgoing(int component, RelationVisitor visitor) {
    visit(component, true, visitor);
  }

  @Override
  public void forEachIncoming(int component, RelationVisitor visitor) {
    visit(component, false, visitor);
  }

  private void visit(int component, boolean outgoing, RelationVisitor visitor) {
    visits++;
    for (int i = 0; i < relations.size(); i++) {
      Relation relation = relations.get(i);
      long here = outgoing ? relation.source() : relation.target();
      long there = outgoing ? relation.target() : relation.source();
      if (here == componentId(component)) {
        DependencyDirection direction = relation.dependencyDirection();
        visitor.visit(i, componentOrdinal(there), direction);
      }
    }
  }
}
