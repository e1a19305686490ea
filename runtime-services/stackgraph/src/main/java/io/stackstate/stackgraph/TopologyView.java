package io.stackstate.stackgraph;

import io.stackstate.topology.TopologySnapshot;
import org.roaringbitmap.RoaringBitmap;

/**
 * Some components of a snapshot, and the relations between them.
 *
 * @param components ordinals of the snapshot, as a query gives them; must not be modified
 */
public record TopologyView(TopologySnapshot snapshot, RoaringBitmap components) {

  /** Everything. */
  public static TopologyView all(TopologySnapshot snapshot) {
    return new TopologyView(snapshot, snapshot.components());
  }

  /** Whether the component with this id belongs to it. */
  public boolean contains(long componentId) {
    int ordinal = snapshot.componentOrdinal(componentId);
    return ordinal >= 0 && components.contains(ordinal);
  }
}
