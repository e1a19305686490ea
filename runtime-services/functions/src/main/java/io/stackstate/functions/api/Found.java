package io.stackstate.functions.api;

import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.topology.ProblemSelection;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a query found in a snapshot.
 *
 * @param selected ordinals of components
 * @param made what people gave an element at the time of the snapshot
 */
record Found(
    TopologySnapshot snapshot, RoaringBitmap selected, LongFunction<ElementTelemetry> made) {

  List<Map<String, Object>> components() {
    return each(selected, new ElementValues(snapshot, made)::component);
  }

  List<Map<String, Object>> fullComponents() {
    return each(selected, new ElementValues(snapshot, made)::fullComponent);
  }

  List<Map<String, Object>> relations() {
    return each(between(), new ElementValues(snapshot, made)::relation);
  }

  List<Map<String, Object>> fullRelations() {
    return each(between(), new ElementValues(snapshot, made)::fullRelation);
  }

  /**
   * The problems that concern the components.
   *
   * @param viewId what to tell of a view; null without one
   */
  List<Map<String, Object>> problems(Long viewId) {
    ProblemValues values = new ProblemValues(snapshot, viewId);
    return ProblemSelection.of(snapshot, selected).stream().map(values::problem).toList();
  }

  private RoaringBitmap between() {
    RoaringBitmap relations = new RoaringBitmap();
    for (IntIterator i = selected.getIntIterator(); i.hasNext(); ) {
      snapshot.forEachOutgoing(
          i.next(),
          (relation, neighbour, direction) -> {
            if (selected.contains(neighbour)) {
              relations.add(relation);
            }
          });
    }
    return relations;
  }

  private static List<Map<String, Object>> each(
      RoaringBitmap ordinals, IntFunction<Map<String, Object>> value) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (IntIterator i = ordinals.getIntIterator(); i.hasNext(); ) {
      values.add(value.apply(i.next()));
    }
    return values;
  }
}
