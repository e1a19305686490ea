package io.stackstate.crds;

import java.util.List;

/** What the statuses of all kinds of content have in common. */
public interface ContentState {
  /** The last metadata.generation that was dealt with; null: none yet. */
  Long observedGeneration();

  /** Null when nobody has looked at the resource yet. */
  List<Condition> conditions();

  /** Hash of what was last applied to the platform; null: nothing yet. */
  String appliedHash();
}
