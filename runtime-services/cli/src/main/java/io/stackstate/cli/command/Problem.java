package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about problems. */
@Command(
    name = "problem",
    description = "Problems: what is wrong, by root cause.",
    synopsisSubcommandLabel = "COMMAND")
final class Problem {}
