package io.stackstate.cli.output;

/** How a result is printed. */
public enum Format {
  /** For people. */
  table,
  json,
  yaml
}
