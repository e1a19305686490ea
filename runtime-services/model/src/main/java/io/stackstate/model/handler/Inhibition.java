package io.stackstate.model.handler;

import java.util.List;

/**
 * What mutes what (health sheet, section 13.1 row 8).
 *
 * @param dependentsOfRootCause whether elements whose problem has another root cause are muted
 */
public record Inhibition(boolean dependentsOfRootCause, List<Rule> rules) {
  public static final Inhibition NONE = new Inhibition(false, List.of());

  /** Begins an entry of {@code equal} that means the values of labels with a key. */
  public static final String LABEL = "label:";

  public Inhibition {
    rules = List.copyOf(rules);
  }

  /**
   * As Alertmanager's rules (section 12.1): a target is muted while an unhealthy source agrees with
   * it in all that is to be equal. What is both source and target is not muted by what is both,
   * too.
   *
   * @param source conditions that must all hold of the unhealthy element that mutes
   * @param target conditions that must all hold of the element that is muted
   * @param equal fields, or labels as {@code label:team}; what both lack is equal
   */
  public record Rule(List<Matcher> source, List<Matcher> target, List<String> equal) {
    public Rule {
      source = List.copyOf(source);
      target = List.copyOf(target);
      equal = List.copyOf(equal);
    }
  }
}
