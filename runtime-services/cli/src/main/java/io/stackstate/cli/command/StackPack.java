package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about StackPacks. */
@Command(
    name = "stackpack",
    description = "StackPacks: packages of settings for a source of topology.",
    synopsisSubcommandLabel = "COMMAND")
final class StackPack {}
