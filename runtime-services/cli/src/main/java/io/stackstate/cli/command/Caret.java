package io.stackstate.cli.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points into a query at what is wrong there. */
final class Caret {
  private static final Pattern POSITION =
      Pattern.compile("line (\\d{1,6}), column (\\d{1,6}): .*", Pattern.DOTALL);

  private Caret() {}

  /**
   * @param reason as the server gives it; with line and column, both from 1, at its beginning
   * @return the reason; below it the line of the query, and a caret, when the position is in it
   */
  static String under(String query, String reason) {
    Matcher matcher = POSITION.matcher(reason);
    if (!matcher.matches()) {
      return reason;
    }
    List<String> lines = query.lines().toList();
    int line = Integer.parseInt(matcher.group(1));
    int column = Integer.parseInt(matcher.group(2));
    String found = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
    if (found.isEmpty() || column < 1 || column > found.length() + 1) {
      return reason;
    }
    String shown = found.replace('\t', ' ');
    return reason + "\n  " + shown + "\n  " + " ".repeat(column - 1) + "^";
  }
}
