package io.stackstate.cli.command;

import io.stackstate.cli.TimeArgument;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The time that a command looks at; an option of several commands. */
final class AtOption {
  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "-5m, 2026-01-31T12:00:00Z or epoch milliseconds; default now.")
  private String at;

  boolean isNow() {
    return at == null;
  }

  /** Null is now. */
  Instant time(Session session) {
    return at == null ? null : TimeArgument.parse("--at", at, session.now());
  }
}
