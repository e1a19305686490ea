package io.stackstate.cli.output;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param interactive true when people read the output: progress is shown
 * @param colors true when the output may be coloured
 */
public record Terminal(
    PrintStream out, PrintStream err, InputStream in, boolean interactive, boolean colors) {
  /** The same without colours. */
  public Terminal plain() {
    return new Terminal(out, err, in, interactive, false);
  }
}
