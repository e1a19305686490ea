package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Source;
import java.util.List;

/** Stage C: makes one component of what several contributors say (topology sheet, section 3.3). */
@FunctionalInterface
public interface Merger {

  /**
   * @param contributors at least two, oldest first, each with its contribution
   * @return the merged component, whose id is that of the oldest and whose sources are the
   *     contributors
   */
  Component merge(List<Source> contributors);
}
