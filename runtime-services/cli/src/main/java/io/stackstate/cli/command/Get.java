package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about custom resources. */
@Command(
    name = "get",
    description = "Custom resources and how they do.",
    synopsisSubcommandLabel = "COMMAND")
final class Get {}
