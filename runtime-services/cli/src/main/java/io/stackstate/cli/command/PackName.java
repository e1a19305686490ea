package io.stackstate.cli.command;

import io.stackstate.cli.CliException;
import io.stackstate.cli.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which StackPack a command is about: an argument, or the option of the genuine {@code sts}. */
final class PackName {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of the StackPack.")
  private String argument;

  @Option(names = "--name", paramLabel = "NAME", description = "The same.")
  private String option;

  /**
   * @throws CliException unless one of both is given
   */
  String get() {
    if ((argument == null) == (option == null)) {
      throw new CliException(
          ExitCode.REQUEST, "expected the name of one StackPack; see: stackstate stackpack list");
    }
    return argument == null ? option : argument;
  }
}
