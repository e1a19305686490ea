package io.stackstate.health.problem;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import io.stackstate.health.propagation.Dependencies;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Explores what hangs together with some elements. A dependency is an edge while the propagated
 * states of both ends are unhealthy: a function that decides UNKNOWN cuts all edges of its element.
 * A relation is a node when it is unhealthy by itself; the others have no state but that of what
 * they lead to, and are the edges. For one thread.
 */
final class GraphSearch {
  private final TopologySnapshot topology;
  private final UnhealthyElements unhealthy;
  private final LongConsumer found;
  private final LongIntHashMap nodes = new LongIntHashMap();
  private final LongArrayList ids = new LongArrayList();
  private final IntArrayList parts = new IntArrayList();
  private final List<Unhealthy> own = new ArrayList<>();
  private final IntArrayList from = new IntArrayList();
  private final IntArrayList to = new IntArrayList();
  private final IntArrayDeque pending = new IntArrayDeque();

  /** Which components propagate, as far as they were looked at: most are at many links. */
  private final BitSet looked = new BitSet();

  private final BitSet propagating = new BitSet();
  private int part;

  /**
   * @param found is told the id of each node that is found
   */
  GraphSearch(TopologySnapshot topology, UnhealthyElements unhealthy, LongConsumer found) {
    this.topology = topology;
    this.unhealthy = unhealthy;
    this.found = found;
  }

  /** Adds what hangs together with an element; nothing when it is healthy or not there. */
  void explore(long id) {
    if (nodes.containsKey(id) || !unhealthy.isAffected(topology, id)) {
      return;
    }
    node(id);
    while (!pending.isEmpty()) {
      expand(pending.removeFirst());
    }
    part++;
  }

  UnhealthyGraph graph() {
    return new UnhealthyGraph(nodes, ids, parts, own, from, to);
  }

  private int node(long id) {
    int node = nodes.getOrDefault(id, -1);
    if (node < 0) {
      node = ids.size();
      nodes.put(id, node);
      ids.add(id);
      parts.add(part);
      own.add(unhealthy.get(id));
      pending.addLast(node);
      found.accept(id);
    }
    return node;
  }

  private void expand(int node) {
    long id = ids.get(node);
    if (!propagates(id)) {
      return;
    }
    int component = topology.componentOrdinal(id);
    if (component >= 0) {
      Links links = topology.links(component);
      for (int i = 0; i < links.size(); i++) {
        link(node, links, i);
      }
    } else {
      relation(node, topology.relation(topology.relationOrdinal(id)));
    }
  }

  private void link(int node, Links links, int i) {
    boolean depends = Dependencies.depends(links.kind(i));
    if (!depends && !Dependencies.neededBy(links.kind(i))) {
      return;
    }
    long other = topology.relationId(links.relation(i));
    boolean isNode = unhealthy.get(other) != null;
    if (!isNode) {
      other = topology.componentId(links.neighbour(i));
    }
    if (isNode ? propagates(other) : propagates(links.neighbour(i), other)) {
      int end = node(other);
      if (depends) {
        edge(node, end);
      }
    }
  }

  private boolean propagates(int component, long id) {
    if (!looked.get(component)) {
      looked.set(component);
      propagating.set(component, propagates(id));
    }
    return propagating.get(component);
  }

  private void relation(int node, Relation relation) {
    if (relation.dependencyDirection() == DependencyDirection.NONE
        || topology.componentOrdinal(relation.source()) < 0
        || topology.componentOrdinal(relation.target()) < 0) {
      return;
    }
    if (propagates(relation.target())) {
      edge(node, node(relation.target()));
    }
    if (propagates(relation.source())) {
      int source = node(relation.source());
      if (relation.dependencyDirection() == DependencyDirection.BOTH) {
        edge(node, source);
      }
    }
  }

  private void edge(int dependent, int dependency) {
    from.add(dependent);
    to.add(dependency);
  }

  private boolean propagates(long id) {
    return Unhealthy.isUnhealthy(topology.propagatedHealth(id));
  }
}
