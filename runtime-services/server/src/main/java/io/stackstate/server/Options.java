package io.stackstate.server;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line says; null where it says nothing and configuration decides. */
@Command(
    name = "stackstate up",
    description = "Starts the platform, or some of its roles, in this process.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    version = "stackstate " + Options.VERSION)
public final class Options {
  static final String VERSION = "0.1.0";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where everything is kept (default: ${DEFAULT-VALUE}).",
      defaultValue = "data")
  Path dataDir;

  @Option(names = "--port", paramLabel = "PORT", description = "Of the API and the receiver.")
  Integer port;

  @Option(
      names = "--receiver-port",
      paramLabel = "PORT",
      description = "Second port, of the receiver only.")
  Integer receiverPort;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "To listen on. Only this machine reaches 127.0.0.1, the default; 0.0.0.0 lets in Agents"
              + " of other hosts.")
  String host;

  @Option(
      names = "--resources",
      paramLabel = "DIR",
      description = "Custom resources (YAML files) to apply and to watch.")
  Path resources;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "HOCON over <data-dir>/application.conf.")
  Path config;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      description = "What to run here (default: all of standalone).")
  List<String> roles;

  @Option(
      names = "--rebuild",
      paramLabel = "WHAT",
      description =
          "Instead of running: ${COMPLETION-CANDIDATES}. GRAPH makes StackGraph from the change"
              + " log, LOG writes a lost change log anew from StackGraph.")
  Rebuild.What rebuild;

  @Option(names = "--force", description = "With --rebuild: gives up what would be lost.")
  boolean force;

  @Option(names = "--welcome", hidden = true, description = "Print the receiver key when ready.")
  boolean welcome;
}
