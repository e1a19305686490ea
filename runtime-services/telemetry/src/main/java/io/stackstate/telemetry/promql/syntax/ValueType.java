package io.stackstate.telemetry.promql.syntax;

/** What an expression evaluates to at one time. */
public enum ValueType {
  SCALAR("scalar"),
  STRING("string"),
  VECTOR("instant vector"),
  MATRIX("range vector");

  private final String text;

  ValueType(String text) {
    this.text = text;
  }

  /** As errors name it. */
  public String text() {
    return text;
  }
}
