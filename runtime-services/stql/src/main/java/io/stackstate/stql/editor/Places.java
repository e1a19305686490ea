package io.stackstate.stql.editor;

import io.stackstate.stql.editor.Problem.Severity;

/** Turns places counted in code points into those that editors count. */
final class Places {
  /** UTF-16 units before each code point, and the length at the end. */
  private final int[] units;

  private final String text;

  Places(String text) {
    this.text = text;
    units = new int[text.codePointCount(0, text.length()) + 1];
    int unit = 0;
    for (int i = 0; i < units.length - 1; i++) {
      units[i] = unit;
      unit += Character.charCount(text.codePointAt(unit));
    }
    units[units.length - 1] = unit;
  }

  Problem problem(Severity severity, int start, int end, String message) {
    int from = units[start];
    int lineStart = from == 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(lineStart, from);
    return new Problem(severity, from, units[end], line, column, message);
  }
}
