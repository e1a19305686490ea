package io.stackstate.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a monitor from now on. */
@Command(name = "enable", description = "Runs a monitor from now on.")
final class MonitorEnable implements Runnable {
  private final Session session;

  @Mixin private MonitorChoice choice;

  MonitorEnable(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    choice.setStatus(session, "ENABLED");
  }
}
