package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about the checks of elements. */
@Command(
    name = "check",
    description = "Checks of a component or relation.",
    synopsisSubcommandLabel = "COMMAND")
final class Check {}
