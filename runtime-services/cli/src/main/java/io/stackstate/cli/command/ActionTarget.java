package io.stackstate.cli.command;

import io.stackstate.cli.http.Server;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The component whose actions a command is about, and when; options of several commands. */
final class ActionTarget {
  @Parameters(
      index = "0",
      paramLabel = "COMPONENT",
      description = "Id or identifier of a component.")
  private String component;

  @Mixin private AtOption at;

  String component() {
    return component;
  }

  /** Null is now. */
  Instant time(Session session) {
    return at.time(session);
  }

  /** Below {@code /api}, encoded. */
  String path() {
    return "/components/" + Server.encode(component) + "/actions";
  }
}
