package io.stackstate.health.element;

import io.stackstate.health.propagation.Rule;

/** Where the rules that components name are found. */
@FunctionalInterface
public interface RuleBook {
  /** Of components that all follow the usual rule. */
  RuleBook NONE =
      propagation -> {
        throw new IllegalStateException("no rules here, but found: " + propagation);
      };

  /**
   * The rule that a component asks for; the same for the same text.
   *
   * @param propagation the text of the JSON object {@code Propagation}
   */
  Rule rule(String propagation);
}
