package io.stackstate.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a monitor no more; its states go. */
@Command(name = "disable", description = "Runs a monitor no more; its states go.")
final class MonitorDisable implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  MonitorDisable(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    choice.setStatus(session, "DISABLED");
  }
}
