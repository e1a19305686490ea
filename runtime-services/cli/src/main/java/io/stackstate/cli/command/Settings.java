package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about settings nodes. */
@Command(
    name = "settings",
    description = "Settings: synchronizations, views, functions, layers, ...",
    synopsisSubcommandLabel = "COMMAND")
final class Settings {}
