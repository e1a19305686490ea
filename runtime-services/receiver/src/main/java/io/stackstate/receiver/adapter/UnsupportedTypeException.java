package io.stackstate.receiver.adapter;

/** The media type of a body is none that its endpoint reads; the message says which are. */
public final class UnsupportedTypeException extends Exception {
  private static final long serialVersionUID = 1;

  UnsupportedTypeException(String message) {
    super(message);
  }
}
