package io.stackstate.health.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The root causes in a graph (health sheet, section 7.3, item 2), and which nodes lead to which of
 * them. Roots are numbered by how long they are unhealthy, the longest first.
 */
final class RootCauses {
  private static final int BLOCK = Long.SIZE;

  private final UnhealthyGraph graph;
  private final StrongComponents components;

  /** The nodes by their component: those of the lowest, which lead to no other, first. */
  private final int[] order;

  /** The node of each root. */
  private final int[] roots;

  /** The root by its node, or -1. */
  private final int[] rootOf;

  private RootCauses(UnhealthyGraph graph) {
    this.graph = graph;
    this.components = StrongComponents.of(graph);
    this.order = order();
    this.roots = roots();
    this.rootOf = new int[graph.size()];
    Arrays.fill(rootOf, -1);
    for (int root = 0; root < roots.length; root++) {
      rootOf[roots[root]] = root;
    }
  }

  static RootCauses of(UnhealthyGraph graph) {
    return new RootCauses(graph);
  }

  int count() {
    return roots.length;
  }

  int node(int root) {
    return roots[root];
  }

  /** The root that a node is, or -1. */
  int root(int node) {
    return rootOf[node];
  }

  /** Which nodes lead to some roots. */
  @FunctionalInterface
  interface Block {
    /**
     * @param firstRoot the roots are this one and those after it
     * @param reach of each node the roots that it leads to, itself included; the lowest bit is that
     *     of {@code firstRoot}
     */
    void visit(int firstRoot, Reach reach);
  }

  /** See {@link Block}. */
  @FunctionalInterface
  interface Reach {
    long of(int node);
  }

  /**
   * Visits all roots, {@value #BLOCK} at a time: each time all edges are passed once, so this takes
   * time in proportion to the edges times the {@value #BLOCK}th part of the roots, and memory in
   * proportion to the nodes.
   */
  void forEachBlock(Block visitor) {
    for (int first = 0; first < roots.length; first += BLOCK) {
      long[] reached = new long[components.count()];
      for (int root = first; root < Math.min(roots.length, first + BLOCK); root++) {
        reached[components.of(roots[root])] |= 1L << root - first;
      }
      for (int node : order) {
        int component = components.of(node);
        for (int edge = graph.firstEdge(node); edge < graph.endOfEdges(node); edge++) {
          reached[component] |= reached[components.of(graph.target(edge))];
        }
      }
      visitor.visit(first, node -> reached[components.of(node)]);
    }
  }

  private int[] order() {
    int[] offsets = new int[components.count() + 1];
    for (int node = 0; node < graph.size(); node++) {
      offsets[components.of(node) + 1]++;
    }
    for (int component = 0; component < components.count(); component++) {
      offsets[component + 1] += offsets[component];
    }
    int[] nodes = new int[graph.size()];
    for (int node = 0; node < graph.size(); node++) {
      nodes[offsets[components.of(node)]++] = node;
    }
    return nodes;
  }

  private int[] roots() {
    Comparator<Integer> longest =
        Comparator.comparingLong((Integer node) -> graph.own(node).since())
            .thenComparingLong(graph::id);
    // Of each component the node that is its root, if it is a root; and whether it has or leads
    // to anything that is unhealthy by itself.
    Integer[] first = new Integer[components.count()];
    boolean[] below = new boolean[components.count()];
    for (int node : order) {
      int component = components.of(node);
      if (graph.own(node) != null
          && (first[component] == null || longest.compare(node, first[component]) < 0)) {
        first[component] = node;
      }
      for (int edge = graph.firstEdge(node); edge < graph.endOfEdges(node); edge++) {
        int target = components.of(graph.target(edge));
        below[component] |= target != component && (first[target] != null || below[target]);
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int component = 0; component < first.length; component++) {
      if (first[component] != null && !below[component]) {
        found.add(first[component]);
      }
    }
    return found.stream().sorted(longest).mapToInt(Integer::intValue).toArray();
  }
}
