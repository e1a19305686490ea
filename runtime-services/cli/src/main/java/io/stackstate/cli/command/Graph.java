package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about the store of topology and settings. */
@Command(
    name = "graph",
    description = "The store of topology and settings.",
    synopsisSubcommandLabel = "COMMAND")
final class Graph {}
