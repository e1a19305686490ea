package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about components, relations and their synchronizations. */
@Command(
    name = "topology",
    description = "Components, relations and their synchronizations.",
    synopsisSubcommandLabel = "COMMAND")
final class Topology {}
