package io.stackstate.functions;

import java.util.List;

/** A settings node does not define a function; each problem names the node and the field. */
public final class InvalidFunctionException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  InvalidFunctionException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<String> problems() {
    return problems;
  }
}
