package io.stackstate.functions.script;

import java.util.List;

/**
 * A script does not compile or failed; the first error is the message. Has no stack trace of its
 * own.
 */
public final class ScriptException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<ScriptError> errors;

  public ScriptException(List<ScriptError> errors) {
    super(errors.get(0).text(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  public ScriptException(ScriptError error) {
    this(List.of(error));
  }

  /** At least one; several only for compile errors. */
  public List<ScriptError> errors() {
    return errors;
  }

  public ScriptError error() {
    return errors.get(0);
  }
}
