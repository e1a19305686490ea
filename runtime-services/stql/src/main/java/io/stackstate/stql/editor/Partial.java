package io.stackstate.stql.editor;

import io.stackstate.stql.syntax.Lexeme;
import java.util.Locale;

/**
 * The word or text in which the caret stands.
 *
 * @param from where it starts
 * @param to where it ends, the part behind the caret included
 * @param text what it says up to the caret, without quote and escapes
 * @param quoted whether it starts with a quote
 * @param quote that one, or a double quote
 */
record Partial(int from, int to, String text, boolean quoted, char quote) {

  /** Nothing is there yet. */
  static Partial none(int caret) {
    return new Partial(caret, caret, "", false, '"');
  }

  /**
   * @param token the last before the caret
   * @return null when the caret does not stand in it
   */
  static Partial of(Lexeme token, String text, int caret) {
    if (token.type() == Lexeme.Type.UNCLOSED) {
      char quote = token.text().charAt(0);
      return new Partial(token.start(), endOfText(text, caret, quote), token.value(), true, quote);
    } else if (token.end() != caret) {
      return null;
    } else if (token.isWord()) {
      return new Partial(token.start(), endOfWord(text, caret), token.text(), false, '"');
    }
    boolean operator = token.type() == Lexeme.Type.STRAY && token.text().equals("!");
    return operator ? new Partial(token.start(), caret, "!", false, '"') : null;
  }

  boolean startsAsPrefixOf(String candidate) {
    return candidate.regionMatches(true, 0, text, 0, text.length());
  }

  /** Case does not count. */
  boolean isIn(String candidate) {
    return candidate.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  private static int endOfWord(String text, int caret) {
    int end = caret;
    while (end < text.length() && isWordCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordCharacter(char c) {
    return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && "\"'(),=!".indexOf(c) < 0;
  }

  /**
   * Whether the next quote closes this text or opens another one nobody can know: it closes this
   * one when nothing before it looks like the language.
   */
  private static int endOfText(String text, int caret, char quote) {
    for (int i = caret; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      } else if ("(),=!\"'\r\n".indexOf(c) >= 0) {
        break;
      }
    }
    return caret;
  }
}
