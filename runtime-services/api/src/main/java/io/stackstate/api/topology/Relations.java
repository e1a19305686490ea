package io.stackstate.api.topology;

import io.stackstate.topology.TopologySnapshot;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Which relations belong to a set of components. */
public final class Relations {
  private Relations() {}

  /** Those with both ends among the components. */
  public static RoaringBitmap among(RoaringBitmap components, TopologySnapshot snapshot) {
    RoaringBitmap relations = new RoaringBitmap();
    TopologySnapshot.RelationVisitor keep =
        (relation, neighbour, direction) -> {
          if (components.contains(neighbour)) {
            relations.add(relation);
          }
        };
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      snapshot.forEachOutgoing(i.next(), keep);
    }
    return relations;
  }
}
