package io.stackstate.automation.output;

import java.util.List;
import java.util.stream.Collectors;

/** The definition of an output is wrong; the message lists all that is wrong with it. */
public final class InvalidOutputException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Finding> findings;

  InvalidOutputException(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
    this.findings = List.copyOf(findings);
  }

  /** At least one, in the order of the fields. */
  public List<Finding> findings() {
    return findings;
  }
}
