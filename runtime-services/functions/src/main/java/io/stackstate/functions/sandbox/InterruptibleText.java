package io.stackstate.functions.sandbox;

/**
 * A text that reports to the running {@link Execution} as it is read, so that a regular expression
 * that backtracks for ever ends when the time is up.
 */
final class InterruptibleText implements CharSequence {
  private final CharSequence text;

  InterruptibleText(CharSequence text) {
    this.text = text;
  }

  static CharSequence of(CharSequence text) {
    return text instanceof InterruptibleText ? text : new InterruptibleText(text.toString());
  }

  @Override
  public char charAt(int index) {
    Execution.tick();
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
