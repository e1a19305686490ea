package io.stackstate.synchronization.mapping;

import io.stackstate.model.change.Component;
import io.stackstate.model.settings.MergeStrategy;
import java.util.List;

/**
 * What a component of the external topology becomes.
 *
 * @param components at least one, usually one; each what this contributor alone says, without
 *     sources
 * @param strategy how they want to merge
 * @param unexecuted parts of the template's answer that no service executes, for example {@code
 *     propagation}
 */
public record MappedComponents(
    List<Component> components, MergeStrategy strategy, List<String> unexecuted) {

  /** One component that yields to others and has nothing that is not executed. */
  public static MappedComponents of(Component component) {
    return new MappedComponents(List.of(component), MergeStrategy.MergePreferTheirs, List.of());
  }
}
