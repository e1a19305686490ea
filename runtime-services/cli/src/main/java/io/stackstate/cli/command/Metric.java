package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about metrics. */
@Command(
    name = "metric",
    description = "Metrics: what was measured.",
    synopsisSubcommandLabel = "COMMAND")
final class Metric {}
