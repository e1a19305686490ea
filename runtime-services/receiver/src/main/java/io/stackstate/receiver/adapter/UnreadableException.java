package io.stackstate.receiver.adapter;

/** One element cannot be read; the others can. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  private final String path;

  /**
   * @param path of the field in the body
   */
  UnreadableException(String path, String message) {
    super(message, null, false, false);
    this.path = path;
  }

  String path() {
    return path;
  }
}
