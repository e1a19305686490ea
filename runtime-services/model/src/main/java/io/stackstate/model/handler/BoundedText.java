package io.stackstate.model.handler;

/**
 * A text that a regular expression may look at so often only: one that people wrote may need longer
 * than anybody waits. For one match and one thread.
 */
final class BoundedText implements CharSequence {
  private static final int LOOKS = 100_000;

  private final String text;
  private int left = LOOKS;

  /** The expression needs too much. */
  static final class ExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExhaustedException() {
      super("a regular expression needs too much time", null, false, false);
    }
  }

  BoundedText(String text) {
    this.text = text;
  }

  /**
   * @throws ExhaustedException when that was done too often
   */
  @Override
  public char charAt(int index) {
    if (left-- == 0) {
      throw new ExhaustedException();
    }
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
    return text;
  }
}
