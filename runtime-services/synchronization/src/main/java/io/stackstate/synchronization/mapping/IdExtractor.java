package io.stackstate.synchronization.mapping;

import io.stackstate.model.intake.TopologyPayload;

/**
 * Stage A of the pipeline: decides identity, type and global identifiers of what a sender sent
 * (topology sheet, section 3.1). Used by one thread; the answer depends on the argument alone.
 */
public interface IdExtractor {

  /**
   * @throws ElementException when the component has no identity or no type
   */
  ExtComponent component(TopologyPayload.Component sent) throws ElementException;

  /**
   * @throws ElementException when the relation has no identity, no type or no ends
   */
  ExtRelation relation(TopologyPayload.Relation sent) throws ElementException;
}
