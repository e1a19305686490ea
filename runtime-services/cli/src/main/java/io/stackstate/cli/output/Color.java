package io.stackstate.cli.output;

/** ANSI colours for words that say how something does. */
public enum Color {
  NONE(""),
  BOLD("\u001b[1m"),
  GREEN("\u001b[32m"),
  YELLOW("\u001b[33m"),
  RED("\u001b[31m"),
  GRAY("\u001b[90m");

  private static final String RESET = "\u001b[0m";
  private final String code;

  Color(String code) {
    this.code = code;
  }

  /** The text in this colour. */
  public String of(String text) {
    return this == NONE ? text : code + text + RESET;
  }

  /** The colour of a health state, a condition status or the status of a synchronization. */
  public static Color ofState(String state) {
    return switch (state) {
      case "True", "CLEAR", "Running" -> GREEN;
      case "Unknown", "DEVIATING", "Pending", "Resetting", "Deleting", "WARN" -> YELLOW;
      case "False", "CRITICAL", "DeleteFailed", "ERROR" -> RED;
      default -> NONE;
    };
  }
}
