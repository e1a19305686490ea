package io.stackstate.health.view;

import io.stackstate.model.change.HealthState;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is in a view: the components of its query and the relations between them. Own states are
 * counted by bitmaps; everything else is looked at when it is asked for, once. One thread.
 */
public final class ViewContent {
  private final TopologySnapshot topology;
  private final RoaringBitmap components;
  private RoaringBitmap relations;
  private Map<HealthState, Long> propagated;

  /**
   * @param components ordinals of the snapshot, not to be changed any more
   */
  public ViewContent(TopologySnapshot topology, RoaringBitmap components) {
    this.topology = topology;
    this.components = components;
  }

  public TopologySnapshot topology() {
    return topology;
  }

  public RoaringBitmap components() {
    return components;
  }

  /** The ordinals of the relations of which both ends are in the view. */
  public RoaringBitmap relations() {
    if (relations == null) {
      relations = new RoaringBitmap();
      components.forEach((int component) -> addRelations(component));
    }
    return relations;
  }

  private void addRelations(int component) {
    Links links = topology.links(component);
    for (int i = 0; i < links.size(); i++) {
      if (components.contains(links.neighbour(i))) {
        relations.add(links.relation(i));
      }
    }
  }

  /** How many components have this own health. */
  public long count(HealthState state) {
    return RoaringBitmap.andCardinality(
        components, topology.components(Attribute.HEALTH, state.name()));
  }

  /** How many components and relations have this propagated health. */
  public long countPropagated(HealthState state) {
    if (propagated == null) {
      propagated = new EnumMap<>(HealthState.class);
      components.forEach(
          (int component) -> add(topology.propagatedHealth(topology.componentId(component))));
      relations()
          .forEach((int relation) -> add(topology.propagatedHealth(topology.relationId(relation))));
    }
    return propagated.getOrDefault(state, 0L);
  }

  private void add(HealthState state) {
    propagated.merge(state, 1L, Long::sum);
  }
}
