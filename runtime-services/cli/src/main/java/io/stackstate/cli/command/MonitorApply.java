package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports monitors, and what else the document holds. */
@Command(
    name = "apply",
    description = "Creates or changes the monitors of a document, and what else it holds.",
    footer = {
      "",
      "A monitor without status keeps the one it has; a new one is disabled.",
      "Example: stackstate monitor apply samples/monitors/redundancy.sty"
    })
final class MonitorApply implements Runnable {
  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "STJ or STY; - is standard input.")
  private String file;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "The same.")
  private String fileOption;

  @Mixin private SettingsImportOptions options;

  MonitorApply(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String name = Files.one(file, fileOption);
    JsonNode plan = options.send(session, name, Files.read(session, name), false);
    SettingsChanges.warn(session, plan);
    session.printer().print(plan, () -> SettingsChanges.text(plan));
  }
}
