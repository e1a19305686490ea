package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Component;

/**
 * Stage B: mapping and template in one step, from the external element to what the graph holds. The
 * answer depends on the arguments alone, or an unchanged snapshot would write changes.
 */
@FunctionalInterface
public interface ComponentMapper {

  /**
   * @param id of the result
   * @return what this contributor alone says: a component without sources
   * @throws ElementException when the element cannot be mapped; it is skipped
   */
  Component map(long id, ExtComponent element) throws ElementException;
}
