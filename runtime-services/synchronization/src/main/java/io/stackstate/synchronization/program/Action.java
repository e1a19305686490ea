package io.stackstate.synchronization.program;

import io.stackstate.model.settings.MergeStrategy;
import io.stackstate.synchronization.mapping.ElementException;
import java.util.Map;

/** What is done with the elements of one type. */
sealed interface Action permits CompiledAction, Action.Broken {

  /** By which errors speak of it. */
  String templateName();

  MergeStrategy strategy();

  /**
   * Appends the JSON of one element, or of an array of them.
   *
   * @param element is not changed, but for its data
   */
  void render(Map<String, Object> element, StringBuilder into) throws ElementException;

  /** An action that cannot be compiled: each element of its type fails with the reason. */
  record Broken(String templateName, String category, String reason) implements Action {
    @Override
    public MergeStrategy strategy() {
      return MergeStrategy.MergePreferTheirs;
    }

    @Override
    public void render(Map<String, Object> element, StringBuilder into) throws ElementException {
      throw new ElementException(category, reason);
    }
  }
}
