package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about monitors. */
@Command(
    name = "monitor",
    description = "Monitors: functions that compute the health of elements at intervals.",
    synopsisSubcommandLabel = "COMMAND")
final class Monitor {}
