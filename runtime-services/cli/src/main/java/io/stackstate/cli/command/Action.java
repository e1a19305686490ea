package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about what can be done with a component. */
@Command(
    name = "action",
    description = "What can be done with a component.",
    synopsisSubcommandLabel = "COMMAND")
final class Action {}
