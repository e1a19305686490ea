package io.stackstate.cli;

/** Exit codes, those of the genuine command line (REST sheet, section 9.3). */
public final class ExitCode {
  public static final int OK = 0;

  /** The configuration is missing or wrong. */
  public static final int CONFIG = 1;

  /** Bad arguments, a query that does not parse, any HTTP error of a command. */
  public static final int REQUEST = 3;

  /** The server cannot be reached, or refuses the token. */
  public static final int CONNECT = 4;

  /** A file cannot be read. */
  public static final int READ_FILE = 5;

  /** A file cannot be written. */
  public static final int WRITE_FILE = 6;

  /** There is no such command. */
  public static final int UNKNOWN_COMMAND = 7;

  /** What was asked for does not exist. */
  public static final int NOT_FOUND = 8;

  /** A mistake in this program. */
  public static final int INTERNAL = 9;

  private ExitCode() {}
}
