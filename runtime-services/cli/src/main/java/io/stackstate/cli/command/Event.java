package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about events. */
@Command(
    name = "event",
    description = "Events: what happened to elements.",
    synopsisSubcommandLabel = "COMMAND")
final class Event {}
