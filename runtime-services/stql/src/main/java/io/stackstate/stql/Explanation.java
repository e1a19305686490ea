package io.stackstate.stql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a query was answered.
 *
 * @param plan its last step, with the steps before as inputs
 * @param selected how many components the query selects; empty when it could not be answered
 * @param loadedElements what was loaded in all, each element counted once
 * @param problem why it could not be answered
 */
public record Explanation(
    Step plan, OptionalLong selected, long loadedElements, Optional<String> problem) {

  /** What a step does. */
  public enum Operation {
    /** Takes every component. */
    ALL,
    /** Knows that nothing can be selected. */
    NONE,
    /** Looks values up in an index. */
    INDEX,
    /** Looks ids up. */
    ID,
    /** Compares the sorted values of an attribute, or the few components left, with a pattern. */
    PATTERN,
    /** Subtracts from all components, or from what the steps before it left. */
    NOT,
    /** Intersects, in this order, until nothing is left. */
    AND,
    /** Unites. */
    OR,
    /** Walks the relations. */
    NEIGHBORS
  }

  /** How far a step came. */
  public enum State {
    DONE,
    /** Not needed, or the query ended before. */
    SKIPPED,
    /** Here, or in one of the inputs, the query ended because of a limit or the time. */
    STOPPED
  }

  /**
   * One step.
   *
   * @param text what it stands for, in the words of the query; cut when long
   * @param estimated how many components it was expected to select; at most, unless something is
   *     subtracted
   * @param actual how many it selected; of those that mattered, when the step knew which
   * @param loadedElements what it loaded, inputs included, that no step before had
   */
  public record Step(
      Operation operation,
      String text,
      long estimated,
      OptionalLong actual,
      long loadedElements,
      State state,
      List<Step> inputs) {
    public Step {
      inputs = List.copyOf(inputs);
    }
  }
}
