package io.stackstate.synchronization.mapping;

import java.util.function.IntToLongFunction;

/**
 * Stage B: mapping and template in one step, from the external element to what the graph holds. The
 * answer depends on the arguments and on the settings nodes alone, or an unchanged snapshot would
 * write changes.
 */
@FunctionalInterface
public interface ComponentMapper {

  /**
   * @param ids of the results, by their place from 0
   * @throws ElementException when the element cannot be mapped; it is skipped
   */
  MappedComponents map(IntToLongFunction ids, ExtComponent element) throws ElementException;
}
