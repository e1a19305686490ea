package io.stackstate.health.problem;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import java.util.List;

/**
 * The part of the topology in which something is wrong, as far as it was explored: what is
 * unhealthy by itself, and what is so by its dependencies (health sheet, section 7.3, item 1). An
 * edge leads from an element to one that its state comes from. Nodes are numbered from 0.
 */
final class UnhealthyGraph {
  private final LongIntHashMap nodes;
  private final LongArrayList ids;
  private final IntArrayList parts;
  private final List<Unhealthy> own;
  private final int[] offsets;
  private final int[] targets;

  /**
   * @param nodes by the id of the element
   * @param parts of each node
   * @param own of each node; null for an element that only passes on what is wrong below
   * @param from where each edge starts
   * @param to where it ends
   */
  UnhealthyGraph(
      LongIntHashMap nodes,
      LongArrayList ids,
      IntArrayList parts,
      List<Unhealthy> own,
      IntArrayList from,
      IntArrayList to) {
    this.nodes = nodes;
    this.ids = ids;
    this.parts = parts;
    this.own = own;
    this.offsets = new int[ids.size() + 1];
    this.targets = new int[to.size()];
    for (int edge = 0; edge < from.size(); edge++) {
      offsets[from.get(edge) + 1]++;
    }
    for (int node = 0; node < ids.size(); node++) {
      offsets[node + 1] += offsets[node];
    }
    int[] next = offsets.clone();
    for (int edge = 0; edge < from.size(); edge++) {
      targets[next[from.get(edge)]++] = to.get(edge);
    }
  }

  int size() {
    return ids.size();
  }

  long id(int node) {
    return ids.get(node);
  }

  /** The node of an element, or -1. */
  int node(long id) {
    return nodes.getOrDefault(id, -1);
  }

  /** Two nodes have the same number when they hang together, whatever the direction of edges. */
  int part(int node) {
    return parts.get(node);
  }

  /** Null for an element that only passes on what is wrong below. */
  Unhealthy own(int node) {
    return own.get(node);
  }

  /** The first of the edges of a node; the last is before that of the next node. */
  int firstEdge(int node) {
    return offsets[node];
  }

  int endOfEdges(int node) {
    return offsets[node + 1];
  }

  /** Where an edge leads to. */
  int target(int edge) {
    return targets[edge];
  }
}
