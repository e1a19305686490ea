package io.stackstate.stackpacks.archive;

import java.util.List;

/** An archive is not accepted; says everything that is wrong with it. */
public final class ArchiveException extends Exception {
  private final transient List<String> problems;

  public ArchiveException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public ArchiveException(String problem) {
    this(List.of(problem));
  }

  /** At least one line. */
  public List<String> problems() {
    return problems;
  }
}
