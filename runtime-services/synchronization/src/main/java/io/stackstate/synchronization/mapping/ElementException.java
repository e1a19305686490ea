package io.stackstate.synchronization.mapping;

/**
 * One element of a topology stream cannot be synchronized. It is counted and shown with its
 * external id; the stream continues. Carries no stack trace: it describes input, not code.
 */
public final class ElementException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String category;

  /**
   * @param category machine-readable kind of error, for example {@code IdExtractor}
   * @param message names the field, what was found and what was expected
   */
  public ElementException(String category, String message) {
    super(message, null, false, false);
    this.category = category;
  }

  public String category() {
    return category;
  }
}
