package io.stackstate.health.propagation;

import io.stackstate.model.change.DependencyDirection;
import io.stackstate.topology.Links;

/**
 * Which relations of a component lead to what it depends on, and which to what depends on it
 * (health sheet, section 5.1), by the kind of the link.
 */
public final class Dependencies {
  private static final boolean[] DEPENDS = table(true);
  private static final boolean[] NEEDED_BY = table(false);

  private Dependencies() {}

  /** Whether the component depends on the relation and on the component at its other end. */
  public static boolean depends(int kind) {
    return DEPENDS[kind];
  }

  /** Whether the component at the other end depends on this one. */
  public static boolean neededBy(int kind) {
    return NEEDED_BY[kind];
  }

  private static boolean[] table(boolean outgoing) {
    boolean[] kinds = new boolean[Links.KINDS];
    kinds[Links.kind(DependencyDirection.ONE_WAY, outgoing)] = true;
    kinds[Links.kind(DependencyDirection.BOTH, true)] = true;
    kinds[Links.kind(DependencyDirection.BOTH, false)] = true;
    return kinds;
  }
}
