package io.stackstate.model.handler;

/** A definition of an event handler is wrong. */
public final class InvalidHandlerException extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * @param field its path in the definition
   * @param found what stands there; never a secret
   * @param expected what should
   */
  public InvalidHandlerException(String field, String found, String expected) {
    super(field + ": found " + found + ", expected " + expected);
    this.field = field;
  }

  /** The path of the field. */
  public String field() {
    return field;
  }
}
