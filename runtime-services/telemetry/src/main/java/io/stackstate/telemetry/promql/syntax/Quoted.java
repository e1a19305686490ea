package io.stackstate.telemetry.promql.syntax;

import org.antlr.v4.runtime.Token;

/** Reads what stands in quotes, with the escapes of Go. */
final class Quoted {
  private static final String SIMPLE = "abfnrtv\\\"'";
  private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\\"'";

  private final Token token;
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at = 1;

  private Quoted(Token token) {
    this.token = token;
    this.text = token.getText();
  }

  static String value(Token token) {
    String text = token.getText();
    return text.startsWith("`") || text.indexOf('\\') < 0
        ? text.substring(1, text.length() - 1)
        : new Quoted(token).read();
  }

  private String read() {
    while (at < text.length() - 1) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escape(text.charAt(at++));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void escape(char kind) {
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      out.append(MEANING.charAt(simple));
    } else if (kind == 'x') {
      code(2, 16, 0xFF);
    } else if (kind == 'u') {
      code(4, 16, 0xFFFF);
    } else if (kind == 'U') {
      code(8, 16, Character.MAX_CODE_POINT);
    } else if (kind >= '0' && kind <= '7') {
      at--;
      code(3, 8, 0xFF);
    } else {
      throw bad();
    }
  }

  private void code(int digits, int radix, int maximum) {
    int end = at + digits;
    if (end >= text.length()) {
      throw bad();
    }
    long code = 0;
    for (; at < end; at++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0 || text.charAt(at) > 'f') {
        throw bad();
      }
      code = code * radix + digit;
    }
    if (code > maximum || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
      throw bad();
    }
    out.appendCodePoint((int) code);
  }

  private PromqlSyntaxException bad() {
    return PromqlSyntaxException.at(
        token,
        "found an escape that means nothing in "
            + Wording.shown(text)
            + ", expected one like \\n, \\\\, \\\" or \\u00e9");
  }
}
