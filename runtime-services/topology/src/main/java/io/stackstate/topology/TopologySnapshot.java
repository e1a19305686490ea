package io.stackstate.topology;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * The topology after one commit: immutable, safe for use by any number of threads, and never
 * showing half of a commit. The present comes from {@code LiveTopology}, the past from StackGraph;
 * readers cannot tell the difference.
 *
 * <p>Components and relations are addressed by <em>ordinals</em>, small non-negative integers that
 * hold within this snapshot only, so that sets of them are bitmaps. Bitmaps that a method returns
 * may be shared: callers must not modify them.
 */
public interface TopologySnapshot {

  /** The number of the newest commit that it shows; -1 before the first. */
  long commit();

  /**
   * The time of that commit, epoch milliseconds; for a past snapshot the time that was asked for.
   */
  long timeMillis();

  int componentCount();

  /** All relations, those with an end that is not there included, which link nothing. */
  int relationCount();

  /** The ordinals of all components. */
  RoaringBitmap components();

  /** The ordinals of the components that have this value, compared exactly; empty, never null. */
  RoaringBitmap components(Attribute attribute, String value);

  /** The values of an attribute that some component has, sorted by code units. */
  List<String> values(Attribute attribute);

  /**
   * Those values for searches by their parts. The first call for an attribute of a large topology
   * may take a second; from then on, newer snapshots of it take what changed.
   */
  default ValueOrder order(Attribute attribute) {
    return new ListedValues(values(attribute));
  }

  /** The ordinal of the component with this id, or -1. */
  int componentOrdinal(long id);

  /** The ordinal of the relation with this id, or -1. */
  int relationOrdinal(long id);

  long componentId(int ordinal);

  /** The ids of these components, in the order of their ordinals. */
  default long[] componentIds(RoaringBitmap components) {
    int[] ordinals = components.toArray();
    long[] ids = new long[ordinals.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = componentId(ordinals[i]);
    }
    return ids;
  }

  long relationId(int ordinal);

  /** Decodes the component; costs microseconds, so not for filtering. */
  Component component(int ordinal);

  /** Decodes the relation; costs microseconds. */
  Relation relation(int ordinal);

  /** The time of the commit that last changed the component itself, epoch milliseconds. */
  long componentUpdatedMillis(int ordinal);

  long relationUpdatedMillis(int ordinal);

  /**
   * The health of the component or relation with this id; never null, and {@code UNKNOWN} without
   * such an element.
   */
  HealthState health(long id);

  HealthState propagatedHealth(long id);

  /**
   * Why the propagation function of an element gave no state, which then counts as UNKNOWN; null
   * when it did. Of very many that failed, not all texts are kept.
   */
  default String propagationError(long id) {
    return null;
  }

  /**
   * The check states of the component or relation with this id that are DEVIATING or worse, the
   * most severe first, then by their ids; empty without such an element. Decodes the record of an
   * element that fails, which costs microseconds; of all others nothing is read.
   */
  default List<BoundCheckState> failingChecks(long id) {
    return List.of();
  }

  /** The problems that are not resolved, in no particular order. */
  default List<Problem> problems() {
    return List.of();
  }

  /** The problem with this id, which is not resolved; empty when there is none. */
  default Optional<Problem> problem(long id) {
    return Optional.empty();
  }

  /** The relations of this component, both ways, for walks. */
  default Links links(int component) {
    Adjacency own = new Adjacency();
    forEachOutgoing(component, (r, n, d) -> own.add(0, r, n, Links.kind(d, true)));
    forEachIncoming(component, (r, n, d) -> own.add(0, r, n, Links.kind(d, false)));
    return own.of(0);
  }

  /** Visits the relations whose source is this component. */
  void forEachOutgoing(int component, RelationVisitor visitor);

  /** Visits the relations whose target is this component. */
  void forEachIncoming(int component, RelationVisitor visitor);

  /** Receives one relation of a component. */
  @FunctionalInterface
  interface RelationVisitor {
    /**
     * @param relation its ordinal
     * @param neighbour the ordinal of the component at the other end; may be the component itself
     */
    void visit(int relation, int neighbour, DependencyDirection direction);
  }
}
