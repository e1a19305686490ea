package io.stackstate.health.problem;

import com.carrotsearch.hppc.IntStack;
import java.util.Arrays;

/**
 * The strongly connected components of a graph, by Tarjan's algorithm without recursion: chains may
 * be as long as the topology. Numbered so that edges lead to lower numbers or stay inside. Takes
 * time in proportion to nodes and edges.
 */
final class StrongComponents {
  private static final int UNSEEN = -1;

  private final UnhealthyGraph graph;
  private final int[] seen;
  private final int[] low;
  private final int[] component;
  private final int[] nextEdge;
  private final IntStack open = new IntStack();
  private final IntStack path = new IntStack();
  private int visited;
  private int count;

  private StrongComponents(UnhealthyGraph graph) {
    this.graph = graph;
    this.seen = new int[graph.size()];
    this.low = new int[graph.size()];
    this.component = new int[graph.size()];
    this.nextEdge = new int[graph.size()];
    Arrays.fill(seen, UNSEEN);
    Arrays.fill(component, UNSEEN);
  }

  static StrongComponents of(UnhealthyGraph graph) {
    StrongComponents components = new StrongComponents(graph);
    for (int node = 0; node < graph.size(); node++) {
      if (components.seen[node] == UNSEEN) {
        components.walk(node);
      }
    }
    return components;
  }

  int count() {
    return count;
  }

  int of(int node) {
    return component[node];
  }

  private void walk(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int node = path.peek();
      if (nextEdge[node] < graph.endOfEdges(node)) {
        int target = graph.target(nextEdge[node]++);
        if (seen[target] == UNSEEN) {
          enter(target);
        } else if (component[target] == UNSEEN) {
          low[node] = Math.min(low[node], seen[target]);
        }
      } else {
        leave(node);
      }
    }
  }

  private void enter(int node) {
    seen[node] = visited;
    low[node] = visited;
    visited++;
    nextEdge[node] = graph.firstEdge(node);
    open.push(node);
    path.push(node);
  }

  private void leave(int node) {
    path.pop();
    if (!path.isEmpty()) {
      int parent = path.peek();
      low[parent] = Math.min(low[parent], low[node]);
    }
    if (low[node] == seen[node]) {
      int member;
      do {
        member = open.pop();
        component[member] = count;
      } while (member != node);
      count++;
    }
  }
}
