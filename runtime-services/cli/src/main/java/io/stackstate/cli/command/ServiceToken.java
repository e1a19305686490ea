package io.stackstate.cli.command;

import picocli.CommandLine.Command;

/** Commands about service tokens. */
@Command(
    name = "service-token",
    description = "Service tokens: access for programs, by roles.",
    synopsisSubcommandLabel = "COMMAND")
final class ServiceToken {
  static final String PATH = "/security/tokens";
}
