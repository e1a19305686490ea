package io.stackstate.functions.script;

/** What scripts may call refused: the message is meant for the script's author. */
public final class ScriptApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ScriptApiException(String message) {
    super(message);
  }
}
