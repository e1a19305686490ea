package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about health streams. */
@Command(
    name = "health",
    description = "Health streams: where the health of elements comes from.",
    synopsisSubcommandLabel = "COMMAND")
final class Health {}
