package io.stackstate.stql;

import io.stackstate.stql.Plan.Match;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Finds the components that fit a pattern. For one query. */
final class PatternSearch {
  /** So many components are decoded sooner than the values of all are searched. */
  private static final int FEW = 200;

  private final TopologySnapshot snapshot;
  private final ValueDictionary dictionary;
  private final Deadline deadline;

  PatternSearch(TopologySnapshot snapshot, ValueDictionary dictionary, Deadline deadline) {
    this.snapshot = snapshot;
    this.dictionary = dictionary;
    this.deadline = deadline;
  }

  /**
   * @param within the only components that matter; others may be in the answer, too
   */
  RoaringBitmap search(Match match, RoaringBitmap within) throws QueryTimeoutException {
    RoaringBitmap found = new RoaringBitmap();
    if (within.getLongCardinality() <= FEW) {
      PeekableIntIterator components = within.getIntIterator();
      while (components.hasNext()) {
        int component = components.next();
        deadline.check();
        if (fits(match, component)) {
          found.add(component);
        }
      }
      return found;
    }
    List<String> values = dictionary.of(snapshot, match.attribute());
    for (String value : match.glob().candidates(values)) {
      deadline.check();
      if (match.glob().fits(value)) {
        found.or(snapshot.components(match.attribute(), value));
      }
    }
    return found;
  }

  private boolean fits(Match match, int component) {
    Attribute attribute = match.attribute();
    return ComponentValues.of(snapshot, component, attribute).stream().anyMatch(match.glob()::fits);
  }
}
