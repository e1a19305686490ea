package io.stackstate.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows settings nodes as a document. */
@Command(name = "describe", description = "Shows settings nodes as a document in STJ.")
final class SettingsDescribe implements Runnable {
  private final Session session;

  @Mixin private SettingsSelection selection;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "Writes it there.")
  private String file;

  SettingsDescribe(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Files.write(session, file, selection.export(session, "stj"));
  }
}
