package io.stackstate.stql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Tokens in the words of a person who writes queries. */
final class Wording {
  private static final int LONGEST_QUOTE = 40;

  private Wording() {}

  /** What a token is. */
  static String found(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "the end of the query";
      case StqlLexer.STRING -> "the text " + shortened(token.getText());
      case StqlLexer.UNCLOSED ->
          "the text " + shortened(token.getText()) + " without its closing quote";
      case StqlLexer.AND, StqlLexer.OR, StqlLexer.NOT, StqlLexer.IN ->
          "the keyword " + token.getText();
      default -> quoted(token.getText());
    };
  }

  /** In quotes, cut when long, on one line. */
  static String quoted(String word) {
    return '"' + shortened(word) + '"';
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST_QUOTE) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "...";
  }

  /** What may stand in a place, from the types of the tokens that may. */
  static String expected(IntervalSet types) {
    List<String> phrases = new ArrayList<>();
    boolean word = types.contains(StqlLexer.WORD);
    boolean string = types.contains(StqlLexer.STRING);
    if (string) {
      phrases.add("a value (in quotes unless it is a single word)");
    } else if (word && types.contains(StqlLexer.NOT)) {
      phrases.add("a filter such as name = \"x\"");
      phrases.add("a function");
    } else if (word) {
      phrases.add("a parameter such as levels = \"2\"");
    }
    if (types.contains(StqlLexer.EQUAL)) {
      phrases.add("\"=\"");
    }
    keywords(types, phrases);
    punctuation(types, string, phrases);
    return alternatives(phrases);
  }

  private static void keywords(IntervalSet types, List<String> phrases) {
    if (types.contains(StqlLexer.AND)) {
      phrases.add("AND");
    }
    if (types.contains(StqlLexer.OR)) {
      phrases.add("OR");
    }
    if (types.contains(StqlLexer.IN)) {
      phrases.add("IN");
    }
    if (types.contains(StqlLexer.NOT)) {
      phrases.add("NOT");
    }
  }

  private static void punctuation(IntervalSet types, boolean value, List<String> phrases) {
    if (types.contains(StqlLexer.COMMA)) {
      phrases.add("\",\"");
    }
    if (types.contains(StqlLexer.OPEN)) {
      phrases.add(value ? "a query in parentheses" : "\"(\"");
    }
    if (types.contains(StqlLexer.CLOSE)) {
      phrases.add("\")\"");
    }
    if (types.contains(Token.EOF)) {
      phrases.add("the end of the query");
    }
  }

  /** {@code a, b or c}. */
  static String alternatives(List<String> phrases) {
    int last = phrases.size() - 1;
    return last < 1
        ? String.join("", phrases)
        : String.join(", ", phrases.subList(0, last)) + " or " + phrases.get(last);
  }
}
