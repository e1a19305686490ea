package io.stackstate.stql;

import io.stackstate.stql.Plan.Match;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.ValueOrder;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Finds the components that fit a pattern. For one query. */
final class PatternSearch {
  /** So many components are decoded sooner than the values of all are searched. */
  private static final int FEW = 8;

  /** So many values are looked at sooner than others are ruled out by what they contain. */
  private static final int FEW_VALUES = 500;

  private final TopologySnapshot snapshot;
  private final Deadline deadline;

  PatternSearch(TopologySnapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
  }

  /**
   * @param within the only components that matter; others may be in the answer, too
   */
  RoaringBitmap search(Match match, RoaringBitmap within) throws QueryTimeoutException {
    if (within.getLongCardinality() <= FEW) {
      return among(within, match);
    }
    Glob glob = match.glob();
    ValueOrder order = snapshot.order(match.attribute());
    if (glob.isPrefix()) {
      return all(match.attribute(), order.startingWith(glob.prefix()));
    } else if (order.mostWith(glob.prefix()) <= FEW_VALUES) {
      return fitting(match, order.startingWith(glob.prefix()));
    }
    return fitting(match, order.containing(glob.fragments()));
  }

  private RoaringBitmap among(RoaringBitmap within, Match match) throws QueryTimeoutException {
    RoaringBitmap found = new RoaringBitmap();
    PeekableIntIterator components = within.getIntIterator();
    while (components.hasNext()) {
      int component = components.next();
      deadline.check();
      Attribute attribute = match.attribute();
      if (ComponentValues.of(snapshot, component, attribute).stream()
          .anyMatch(match.glob()::fits)) {
        found.add(component);
      }
    }
    return found;
  }

  /** The components with any of these values. */
  private RoaringBitmap all(Attribute attribute, ValueOrder.Cursor values)
      throws QueryTimeoutException {
    Ordinals single = new Ordinals();
    RoaringBitmap several = null;
    for (boolean more = true; more; ) {
      deadline.step();
      single.addAll(values);
      more = values.next();
      if (more && values.component() >= 0) {
        single.add(values.component());
      } else if (more) {
        RoaringBitmap with = snapshot.components(attribute, values.value());
        several = several == null ? with : RoaringBitmap.or(several, with);
      }
    }
    RoaringBitmap found = single.toBitmap();
    return several == null ? found : RoaringBitmap.or(found, several);
  }

  private RoaringBitmap fitting(Match match, ValueOrder.Cursor values)
      throws QueryTimeoutException {
    Ordinals single = new Ordinals();
    RoaringBitmap several = null;
    while (values.next()) {
      deadline.step();
      if (match.glob().fits(values.value())) {
        if (values.component() >= 0) {
          single.add(values.component());
        } else {
          RoaringBitmap with = snapshot.components(match.attribute(), values.value());
          several = several == null ? with : RoaringBitmap.or(several, with);
        }
      }
    }
    RoaringBitmap found = single.toBitmap();
    return several == null ? found : RoaringBitmap.or(found, several);
  }
}
