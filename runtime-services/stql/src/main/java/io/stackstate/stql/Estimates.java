package io.stackstate.stql;

import io.stackstate.stql.Plan.All;
import io.stackstate.stql.Plan.ById;
import io.stackstate.stql.Plan.Complement;
import io.stackstate.stql.Plan.Expansion;
import io.stackstate.stql.Plan.Intersection;
import io.stackstate.stql.Plan.Lookup;
import io.stackstate.stql.Plan.Match;
import io.stackstate.stql.Plan.None;
import io.stackstate.stql.Plan.Union;
import io.stackstate.topology.TopologySnapshot;
import org.roaringbitmap.RoaringBitmap;

/**
 * How many components the steps of a plan may select on a snapshot: from above, except where an
 * estimate was subtracted. Computed when somebody asks, because most queries have nothing to order.
 * What an index was asked for that is kept, because whoever orders steps takes them afterwards. For
 * one query.
 */
final class Estimates {
  private final TopologySnapshot snapshot;
  private Found newest;

  private record Found(Lookup lookup, RoaringBitmap components, Found before) {}

  Estimates(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** At most as many as there are. */
  long of(Plan step) {
    return Math.min(unlimited(step), snapshot.componentCount());
  }

  private long unlimited(Plan step) {
    long all = snapshot.componentCount();
    if (step instanceof Lookup lookup) {
      return lookup(lookup);
    } else if (step instanceof ById byId) {
      return byId.ids().size();
    } else if (step instanceof Complement complement) {
      return all - of(complement.operand());
    } else if (step instanceof Intersection intersection) {
      return intersection.operands().stream().mapToLong(this::of).min().orElse(all);
    } else if (step instanceof Union union) {
      return union.operands().stream().mapToLong(this::of).sum();
    } else if (step instanceof None) {
      return 0;
    } else if (step instanceof All || step instanceof Match || step instanceof Expansion) {
      return all;
    }
    throw new IllegalStateException("unestimated: " + step.getClass());
  }

  private long lookup(Lookup lookup) {
    long components = 0;
    for (String value : lookup.values()) {
      RoaringBitmap with = snapshot.components(lookup.attribute(), value);
      components += with.getLongCardinality();
      if (lookup.values().size() == 1) {
        newest = new Found(lookup, with, newest);
      }
    }
    return components;
  }

  /** What a look-up of one value found when it was estimated; null when it was not. */
  RoaringBitmap found(Lookup lookup) {
    for (Found found = newest; found != null; found = found.before) {
      if (found.lookup == lookup) {
        return found.components;
      }
    }
    return null;
  }
}
