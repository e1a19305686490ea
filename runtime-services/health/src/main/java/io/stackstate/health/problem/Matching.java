package io.stackstate.health.problem;

import com.carrotsearch.hppc.IntArrayList;
import io.stackstate.model.change.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which root cause a problem has now (health sheet, section 7.3, item 4): its own if that still is
 * one, else where it now leads, else the one that explains most of its members. For one thread.
 */
final class Matching implements RootCauses.Block {
  private static final Comparator<Problem> OLDEST =
      Comparator.comparingLong(Problem::createdAt).thenComparingLong(Problem::id);

  private final UnhealthyGraph graph;
  private final RootCauses roots;
  private final List<Candidates> problems = new ArrayList<>();

  Matching(UnhealthyGraph graph, RootCauses roots, List<Problem> live) {
    this.graph = graph;
    this.roots = roots;
    live.stream().sorted(OLDEST).forEach(problem -> problems.add(new Candidates(problem)));
  }

  /**
   * The root of a problem.
   *
   * @param root {@link #NONE} when none of its members is unhealthy any more
   */
  record Match(Problem problem, int root) {
    static final int NONE = -1;
  }

  @Override
  public void visit(int firstRoot, RootCauses.Reach reach) {
    problems.forEach(problem -> problem.visit(firstRoot, reach));
  }

  /** The matches, the oldest problem first. */
  List<Match> matches() {
    BitSet taken = new BitSet();
    List<Match> matches = new ArrayList<>();
    for (Candidates candidates : problems) {
      int root = candidates.choose(taken);
      if (root != Match.NONE) {
        taken.set(root);
      }
      matches.add(new Match(candidates.problem, root));
    }
    return matches;
  }

  /** What may be the root of one problem. */
  private final class Candidates {
    private final Problem problem;
    private final int oldRoot;
    private final IntArrayList left = new IntArrayList();

    /** The root that is certain, or {@link Match#NONE}. */
    private int certain = Match.NONE;

    private final IntArrayList overlapping = new IntArrayList();
    private int overlap;

    Candidates(Problem problem) {
      this.problem = problem;
      this.oldRoot = graph.node(problem.rootCause().elementId());
      addIfUnhealthy(oldRoot);
      problem.contributing().forEach(cause -> addIfUnhealthy(graph.node(cause.elementId())));
      if (oldRoot >= 0 && !left.isEmpty()) {
        certain = roots.root(oldRoot);
      }
    }

    private void addIfUnhealthy(int node) {
      if (node >= 0 && graph.own(node) != null) {
        left.add(node);
      }
    }

    void visit(int firstRoot, RootCauses.Reach reach) {
      if (left.isEmpty() || certain != Match.NONE) {
        return;
      }
      long leadsTo = oldRoot < 0 ? 0 : reach.of(oldRoot);
      if (leadsTo != 0) {
        // Roots are numbered by age, so the first one is the one to keep.
        certain = firstRoot + Long.numberOfTrailingZeros(leadsTo);
      } else {
        count(firstRoot, reach);
      }
    }

    private void count(int firstRoot, RootCauses.Reach reach) {
      int[] counts = new int[Long.SIZE];
      for (int i = 0; i < left.size(); i++) {
        for (long bits = reach.of(left.get(i)); bits != 0; bits &= bits - 1) {
          counts[Long.numberOfTrailingZeros(bits)]++;
        }
      }
      for (int bit = 0; bit < counts.length; bit++) {
        if (counts[bit] > overlap) {
          overlap = counts[bit];
          overlapping.clear();
        }
        if (counts[bit] == overlap && overlap > 0) {
          overlapping.add(firstRoot + bit);
        }
      }
    }

    /** Among equals the first that no other problem has: else one would end and one begin. */
    int choose(BitSet taken) {
      if (certain != Match.NONE || overlapping.isEmpty()) {
        return certain;
      }
      for (int i = 0; i < overlapping.size(); i++) {
        if (!taken.get(overlapping.get(i))) {
          return overlapping.get(i);
        }
      }
      return overlapping.get(0);
    }
  }
}
