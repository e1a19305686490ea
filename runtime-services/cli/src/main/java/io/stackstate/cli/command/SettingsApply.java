package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a document of settings nodes. */
@Command(
    name = "apply",
    description = "Imports a document of settings nodes, in one transaction.",
    footer = {"", "Example: stackstate settings apply views.sty --namespace urn:example:views"})
final class SettingsApply implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "STJ or STY; - is standard input.")
  private String file;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "The same.")
  private String fileOption;

  @Option(names = "--dry-run", description = "Shows what it would change, and changes nothing.")
  private boolean dryRun;

  @Mixin private SettingsImportOptions options;

  SettingsApply(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = Files.one(file, fileOption);
    JsonNode plan = options.send(session, name, Files.read(session, name), dryRun);
    SettingsChanges.warn(session, plan);
    session.printer().print(plan, () -> SettingsChanges.text(plan));
  }
}
