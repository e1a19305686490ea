package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about the telemetry streams of elements. */
@Command(
    name = "stream",
    description = "Telemetry streams of a component or relation.",
    synopsisSubcommandLabel = "COMMAND")
final class Stream {}
