package io.stackstate.operator.content;

import io.stackstate.crds.Condition;
import io.stackstate.crds.ContentState;
import java.util.List;

/**
 * The part of the status that all kinds of content share.
 *
 * @param observedGeneration null when no generation was dealt with yet
 * @param appliedHash of the remote object as last applied; null before
 */
public record ContentStatus(
    Long observedGeneration, List<Condition> conditions, String appliedHash) {
  /** Of a resource that has no status yet. */
  private static final ContentStatus NONE = new ContentStatus(null, null, null);

  static ContentStatus of(ContentState state) {
    return state == null
        ? NONE
        : new ContentStatus(state.observedGeneration(), state.conditions(), state.appliedHash());
  }

  public ContentStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
