package io.stackstate.health.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What each root cause explains: all that is unhealthy and leads to it (health sheet, section 7.3,
 * item 3). How many of them a problem lists is bounded, so that a storm with a thousand roots below
 * ten thousand elements does not become ten million names. For one thread.
 */
final class Memberships implements RootCauses.Block {
  private static final int MOST_LISTED = 1_000;
  private static final int LEAST_LISTED = 20;
  private static final int MOST_LISTED_IN_ALL = 200_000;

  private final List<Explained> explained = new ArrayList<>();
  private final RootCauses roots;
  private final UnhealthyGraph graph;

  /** The nodes that are unhealthy by themselves, the one that changed last first. */
  private final int[] unhealthy;

  Memberships(UnhealthyGraph graph, RootCauses roots) {
    this.graph = graph;
    this.roots = roots;
    int most =
        Math.max(
            LEAST_LISTED, Math.min(MOST_LISTED, MOST_LISTED_IN_ALL / Math.max(1, roots.count())));
    for (int root = 0; root < roots.count(); root++) {
      explained.add(new Explained(graph.own(roots.node(root)), most));
    }
    List<Integer> nodes = new ArrayList<>();
    for (int node = 0; node < graph.size(); node++) {
      if (graph.own(node) != null) {
        nodes.add(node);
      }
    }
    unhealthy =
        nodes.stream()
            .sorted(
                Comparator.comparingLong((Integer node) -> -graph.own(node).changedAt())
                    .thenComparingLong(graph::id))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  @Override
  public void visit(int firstRoot, RootCauses.Reach reach) {
    for (int node : unhealthy) {
      int itself = roots.root(node);
      for (long bits = reach.of(node); bits != 0; bits &= bits - 1) {
        int root = firstRoot + Long.numberOfTrailingZeros(bits);
        if (root != itself) {
          explained.get(root).add(graph.own(node));
        }
      }
    }
  }

  /** By the number of the root. */
  List<Explained> explained() {
    return explained;
  }
}
