package io.stackstate.cli.command;

import io.stackstate.cli.ExitCode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with the arguments of a command.
 *
 * @param exitCode one of {@link ExitCode}
 */
record BadArguments(String message, int exitCode) {

  static BadArguments of(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String commands = String.join(", ", command.getSubcommands().keySet());
    if (!commands.isEmpty() && e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched, commands);
    }
    if (!commands.isEmpty() && e.getArgSpec() == null) {
      return new BadArguments("found no command, expected one of " + commands, ExitCode.REQUEST);
    }
    return new BadArguments(e.getMessage().lines().findFirst().orElse(""), ExitCode.REQUEST);
  }

  private static BadArguments unknown(UnmatchedArgumentException e, String commands) {
    List<String> found = e.getUnmatched();
    List<String> similar = e.getSuggestions();
    if (e.isUnknownOption() || found.isEmpty()) {
      return new BadArguments(
          e.getMessage().lines().findFirst().orElse(""), ExitCode.UNKNOWN_COMMAND);
    }
    String expected =
        similar.isEmpty() ? "expected one of " + commands : "did you mean " + similar.get(0) + "?";
    return new BadArguments(
        "found no command \"" + found.get(0) + "\", " + expected, ExitCode.UNKNOWN_COMMAND);
  }
}
