package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Relation;

/** Stage B for relations; see {@link ComponentMapper}. */
@FunctionalInterface
public interface RelationMapper {

  /**
   * @param id of the result
   * @param sync the synchronization it comes from
   * @return the relation with ends 0, because they are filled in when both components are known
   * @throws ElementException when the element cannot be mapped; it is skipped
   */
  Relation map(long id, long sync, ExtRelation element) throws ElementException;
}
