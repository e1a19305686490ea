package io.stackstate.cli.command;

import io.stackstate.cli.http.Server;
import io.stackstate.cli.output.Printer;
import io.stackstate.cli.output.Terminal;
import java.time.Instant;
import java.util.Map;

/** What a command works with; known once the arguments were understood. */
interface Session {
  Server server();

  Printer printer();

  Terminal terminal();

  Instant now();

  /** Values {@code KEY=VALUE} of {@code --config}, which for other commands names a file. */
  Map<String, String> inputs();
}
