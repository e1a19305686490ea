package io.stackstate.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes settings nodes as a document that imports to the same. */
@Command(
    name = "export",
    description = "Writes settings nodes as a document that applies without a change.",
    footer = {"", "Example: stackstate settings export > all.sty"})
final class SettingsExport implements Runnable {
  private final Session session;

  @Mixin private SettingsSelection selection;

  @Option(
      names = {"--file", "-f"},
      paramLabel = "FILE",
      description = "Writes it there; JSON when it ends with .stj or .json.")
  private String file;

  SettingsExport(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    boolean json = file != null && (file.endsWith(".stj") || file.endsWith(".json"));
    Files.write(session, file, selection.export(session, json ? "stj" : "sty"));
  }
}
