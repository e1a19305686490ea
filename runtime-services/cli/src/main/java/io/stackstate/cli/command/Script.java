package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about scripts. */
@Command(
    name = "script",
    description = "Scripts that ask the platform.",
    synopsisSubcommandLabel = "COMMAND")
final class Script {}
