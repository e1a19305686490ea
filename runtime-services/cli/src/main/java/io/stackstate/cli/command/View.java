package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about views. */
@Command(
    name = "view",
    description = "Views: saved queries, and their health.",
    synopsisSubcommandLabel = "COMMAND")
final class View {}
