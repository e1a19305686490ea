package io.stackstate.model.change;

/** What a record of the change log describes. Each aspect has exactly one writing service. */
public enum Aspect {
  /** Written by synchronization. */
  COMPONENT("component"),
  /** Written by synchronization. */
  RELATION("relation"),
  /** Own and propagated health of a component or relation; written by health. */
  HEALTH("health"),
  /** Written by health. */
  PROBLEM("problem");

  private final String prefix;

  Aspect(String prefix) {
    this.prefix = prefix;
  }

  /** The part of the record key before the colon. */
  public String prefix() {
    return prefix;
  }
}
