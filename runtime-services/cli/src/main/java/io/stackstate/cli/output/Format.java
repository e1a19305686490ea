package io.stackstate.cli.output;

/** How a result is printed. */
public enum Format {
  /** For people. */
  table,
  /** For people with a wide screen: where a command has more columns, all of them. */
  wide,
  json,
  yaml
}
