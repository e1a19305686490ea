package io.stackstate.stql.expression;

/** How a filter compares. A key with several values matches when one of them does. */
public enum Operator {
  EQUAL,
  UNEQUAL,
  IN,
  NOT_IN;

  /** Whether it selects the components that match none of the values. */
  public boolean negative() {
    return this == UNEQUAL || this == NOT_IN;
  }

  /** Whether it takes a list, not exactly one value. */
  public boolean takesList() {
    return this == IN || this == NOT_IN;
  }
}
