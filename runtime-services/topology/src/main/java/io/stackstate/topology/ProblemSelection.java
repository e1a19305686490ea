package io.stackstate.topology;

import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** The problems that concern some components. Pure. */
public final class ProblemSelection {
  /** At most so many problems are shown (query sheet, section 4.1). */
  public static final int MOST_SHOWN = 999;

  private ProblemSelection() {}

  /**
   * Problems of which a member is among the components, or is a relation between two of them; those
   * that changed last come first.
   *
   * @param components ordinals of the snapshot
   */
  public static List<Problem> of(TopologySnapshot snapshot, RoaringBitmap components) {
    return snapshot.problems().stream()
        .filter(problem -> concerns(snapshot, components, problem))
        .sorted(
            Comparator.comparingLong(Problem::updatedAt).reversed().thenComparingLong(Problem::id))
        .toList();
  }

  private static boolean concerns(
      TopologySnapshot snapshot, RoaringBitmap components, Problem problem) {
    return contains(snapshot, components, problem.rootCause().elementId())
        || problem.contributing().stream()
            .anyMatch(cause -> contains(snapshot, components, cause.elementId()));
  }

  private static boolean contains(TopologySnapshot snapshot, RoaringBitmap components, long id) {
    int component = snapshot.componentOrdinal(id);
    if (component >= 0) {
      return components.contains(component);
    }
    int ordinal = snapshot.relationOrdinal(id);
    if (ordinal < 0) {
      return false;
    }
    Relation relation = snapshot.relation(ordinal);
    int source = snapshot.componentOrdinal(relation.source());
    int target = snapshot.componentOrdinal(relation.target());
    return source >= 0 && target >= 0 && components.contains(source) && components.contains(target);
  }
}
