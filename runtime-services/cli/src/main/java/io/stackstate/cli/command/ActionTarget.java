package io.stackstate.cli.command;

import io.stackstate.cli.TimeArgument;
import io.stackstate.cli.http.Server;
import java.time.Instant;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The component whose actions a command is about, and when; options of several commands. */
final class ActionTarget {
  @Parameters(
      index = "0",
      paramLabel = "COMPONENT",
      description = "Id or identifier of a component.")
  private String component;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default now.")
  private String at;

  String component() {
    return component;
  }

  /** Null is now. */
  Instant time(Session session) {
    return at == null ? null : TimeArgument.parse("--at", at, session.now());
  }

  /** Below {@code /api}, encoded. */
  String path() {
    return "/components/" + Server.encode(component) + "/actions";
  }
}
