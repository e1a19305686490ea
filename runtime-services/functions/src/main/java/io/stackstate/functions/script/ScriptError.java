package io.stackstate.functions.script;

/**
 * Why a script failed, for its author: query sheet section 8.1. Never holds a stack trace.
 *
 * @param script name of the script or function
 * @param line counted from 1; 0 when not known
 * @param column counted from 1; 0 when not known
 */
public record ScriptError(Kind kind, String script, int line, int column, String message) {
  /** Families of errors, as the REST API tells them apart. */
  public enum Kind {
    /** It does not compile. */
    SYNTAX,
    /** It tried what the sandbox forbids. */
    SECURITY,
    /** A missing property or method, a cast, an assertion. */
    RUNTIME,
    /** An exception of a script API, or the caller's arguments do not fit. */
    EXECUTION,
    /** Any other exception of the script. */
    EXCEPTION,
    /** It ended with a value that is not what its kind must return. */
    WRONG_RESULT,
    /** The time was up. */
    TIMEOUT,
    /** It used up its memory or depth. */
    LIMIT,
    /** The process that ran it is gone, or all are busy; says nothing about the script. */
    WORKER
  }

  /** {@code name, line 3, column 5: message}, with what is known. */
  public String text() {
    StringBuilder text = new StringBuilder(script);
    if (line > 0) {
      text.append(", line ").append(line);
    }
    if (column > 0) {
      text.append(", column ").append(column);
    }
    return text.append(": ").append(message).toString();
  }
}
