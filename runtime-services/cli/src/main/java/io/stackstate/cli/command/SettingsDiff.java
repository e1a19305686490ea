package io.stackstate.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what an import would change. */
@Command(name = "diff", description = "Shows what settings apply would change.")
final class SettingsDiff implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "STJ or STY; - is standard input.")
  private String file;

  @Mixin private SettingsImportOptions options;

  SettingsDiff(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    JsonNode plan = options.send(session, file, Files.read(session, file), true);
    SettingsChanges.warn(session, plan);
    session.printer().print(plan, () -> SettingsChanges.text(plan));
  }
}
