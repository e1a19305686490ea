package io.stackstate.health.problem;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.model.change.Problem;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The {@link Region} of each element that is in one. One thread. */
final class Regions {
  private final LongObjectHashMap<Region> byElement = new LongObjectHashMap<>();

  boolean contains(long element) {
    return byElement.containsKey(element);
  }

  void put(Region region) {
    for (LongCursor element : region.elements()) {
      byElement.put(element.value, region);
    }
  }

  /**
   * What hangs together with some elements, or did.
   *
   * @param graph as it is now
   * @param problems those that there were
   * @param elements all that were looked at, also those that are in order now
   */
  record Taken(UnhealthyGraph graph, List<Problem> problems, LongArrayList elements) {}

  /** Removes the regions of elements and of what hangs together with them now. */
  Taken take(TopologySnapshot topology, UnhealthyElements unhealthy, LongArrayList seeds) {
    List<Problem> problems = new ArrayList<>();
    LongArrayList elements = new LongArrayList();
    Deque<LongArrayList> open = new ArrayDeque<>();
    open.add(seeds);
    GraphSearch search =
        new GraphSearch(
            topology,
            unhealthy,
            id -> {
              remove(id, problems, open);
              elements.add(id);
            });
    while (!open.isEmpty()) {
      for (LongCursor id : open.remove()) {
        remove(id.value, problems, open);
        elements.add(id.value);
        search.explore(id.value);
      }
    }
    return new Taken(search.graph(), problems, elements);
  }

  private void remove(long element, List<Problem> problems, Deque<LongArrayList> open) {
    Region region = byElement.get(element);
    if (region != null) {
      for (LongCursor other : region.elements()) {
        byElement.remove(other.value);
      }
      problems.addAll(region.problems());
      open.add(region.elements());
    }
  }
}
