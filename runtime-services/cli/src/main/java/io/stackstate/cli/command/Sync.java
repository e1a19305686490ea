package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about synchronizations. */
@Command(
    name = "sync",
    description = "Synchronizations: where topology comes from.",
    synopsisSubcommandLabel = "COMMAND")
final class Sync {}
