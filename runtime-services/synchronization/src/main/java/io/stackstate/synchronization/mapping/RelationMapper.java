package io.stackstate.synchronization.mapping;

import java.util.function.IntToLongFunction;

/** Stage B for relations; see {@link ComponentMapper}. */
@FunctionalInterface
public interface RelationMapper {

  /**
   * @param ids of the results, by their place from 0
   * @param sync the synchronization it comes from
   * @throws ElementException when the element cannot be mapped; it is skipped
   */
  MappedRelations map(IntToLongFunction ids, long sync, ExtRelation element, Ends ends)
      throws ElementException;

  /**
   * The components at the ends, as functions and templates name them: by the ids that they have as
   * contributors, which merging does not change.
   */
  record Ends(long source, long target) {}
}
