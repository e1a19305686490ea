package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about Kafka topics. */
@Command(
    name = "topic",
    description = "Kafka topics of the platform.",
    synopsisSubcommandLabel = "COMMAND")
final class Topic {}
