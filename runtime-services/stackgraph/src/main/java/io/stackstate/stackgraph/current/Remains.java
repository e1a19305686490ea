package io.stackstate.stackgraph.current;

import com.carrotsearch.hppc.LongLongHashMap;
import com.carrotsearch.hppc.cursors.LongLongCursor;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.stackgraph.store.VertexIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.janusgraph.core.JanusGraphVertex;

/**
 * What a batch that was stored in part may have left or taken: of each relation that it touched the
 * edge before and the one after, at either end, and of each component that it deletes the vertex.
 * When all that is gone, the batch can be applied as to a graph that never had it. Vertices that it
 * makes or changes need no care, because what is written to one vertex is stored whole or not at
 * all.
 */
final class Remains {
  private final KnownElements known;
  private final Set<Long> deleted;
  private final Map<Long, List<Ends>> relations = new HashMap<>();
  private final Set<Long> changed;

  private record Ends(long source, long target) {}

  private Remains(KnownElements known, NetChanges batch) {
    this.known = known;
    this.deleted =
        batch.components().entrySet().stream()
            .filter(entry -> entry.getValue().isDeleted())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    this.changed = batch.relations().keySet();
  }

  /**
   * @param loaded as of before the batch
   */
  static Remains of(KnownElementsLoader.Loaded loaded, NetChanges batch) {
    Remains remains = new Remains(loaded.known(), batch);
    LongLongHashMap targets = loaded.targets();
    for (LongLongCursor edge : loaded.known().edges) {
      Ends ends = new Ends(edge.value, targets.get(edge.key));
      if (remains.changed.contains(edge.key)
          || batch.healths().containsKey(edge.key)
          || remains.deleted.contains(ends.source())
          || remains.deleted.contains(ends.target())) {
        remains.add(edge.key, ends);
      }
    }
    Map<Long, Recorded<Component>> components = batch.components();
    for (Relation relation : loaded.known().dangling.values()) {
      if (components.containsKey(relation.source()) || components.containsKey(relation.target())) {
        remains.add(relation);
      }
    }
    batch
        .relations()
        .values()
        .forEach(
            change -> {
              if (!change.isDeleted()) {
                remains.add(change.element());
              }
            });
    return remains;
  }

  private void add(Relation relation) {
    add(relation.id(), new Ends(relation.source(), relation.target()));
  }

  private void add(long id, Ends ends) {
    relations.merge(id, List.of(ends), Remains::concat);
  }

  private static List<Ends> concat(List<Ends> some, List<Ends> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /** The relations of which the batch itself does not say what they are. */
  Set<Long> unchanged() {
    Set<Long> ids = new HashSet<>(relations.keySet());
    ids.removeAll(changed);
    return ids;
  }

  /** Removes it all from the graph. */
  void remove(GraphTransaction tx) {
    relations.forEach(
        (id, places) ->
            places.forEach(
                ends -> {
                  remove(tx, ends.source(), Direction.OUT, id);
                  remove(tx, ends.target(), Direction.IN, id);
                }));
    deleted.forEach(id -> tx.known(VertexIds.component(id)).remove());
  }

  private static void remove(GraphTransaction tx, long component, Direction direction, long id) {
    JanusGraphVertex end = tx.known(VertexIds.component(component));
    tx.relations(end, direction, id).forEach(Edge::remove);
  }

  /**
   * Removes it all from what is known.
   *
   * @param relationsBefore those that the batch does not change: they dangle from now on
   */
  void forget(Map<Long, Relation> relationsBefore) {
    relations.keySet().forEach(id -> known.edges.remove(id));
    deleted.forEach(id -> known.components.removeAll(id));
    known.dangling.putAll(relationsBefore);
  }
}
