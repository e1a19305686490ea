package io.stackstate.telemetry.elasticsearch;

/** Regular expressions of Lucene for values that contain a text. */
final class MatchPattern {
  private MatchPattern() {}

  /** Anything around the text, whatever its case. */
  static String of(String text) {
    StringBuilder pattern = new StringBuilder(".*");
    text.codePoints()
        .forEach(
            c -> {
              int lower = Character.toLowerCase(c);
              int upper = Character.toUpperCase(c);
              if (lower != upper) {
                pattern.append('[').appendCodePoint(lower).appendCodePoint(upper).append(']');
              } else if (Character.isLetterOrDigit(c) || Character.isWhitespace(c)) {
                pattern.appendCodePoint(c);
              } else {
                pattern.append('\\').appendCodePoint(c);
              }
            });
    return pattern.append(".*").toString();
  }
}
