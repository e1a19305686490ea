package io.stackstate.stql.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * A token of a query, for those who look at texts that are no queries yet.
 *
 * @param text as it was written
 * @param start its first UTF-16 unit, from 0
 * @param end exclusive
 */
public record Lexeme(Type type, String text, int start, int end) {
  private static final Set<Type> WORDS =
      EnumSet.of(Type.WORD, Type.AND, Type.OR, Type.NOT, Type.IN);

  /** The tokens of the grammar. */
  public enum Type {
    WORD,
    AND,
    OR,
    NOT,
    IN,
    OPEN,
    CLOSE,
    COMMA,
    EQUAL,
    UNEQUAL,
    STRING,
    /** A text that lacks its closing quote; it reaches to the end. */
    UNCLOSED,
    COMMENT,
    STRAY
  }

  /** All tokens, comments included; for texts of at most {@link QueryReader#MAX_LENGTH}. */
  public static List<Lexeme> all(String text) {
    List<Lexeme> all = new ArrayList<>();
    int end = 0;
    int codePoints = 0;
    for (Token token : QueryReader.tokens(text).getTokens()) {
      if (token.getType() != Token.EOF) {
        int start = text.offsetByCodePoints(end, token.getStartIndex() - codePoints);
        codePoints = token.getStopIndex() + 1;
        end = text.offsetByCodePoints(start, codePoints - token.getStartIndex());
        all.add(new Lexeme(type(token.getType()), text.substring(start, end), start, end));
      }
    }
    return all;
  }

  /** Whether it is a bare word, keywords included. */
  public boolean isWord() {
    return WORDS.contains(type);
  }

  /** What it says as a value: without quotes and escapes. */
  public String value() {
    return switch (type) {
      case STRING -> Values.unescaped(text.substring(1, text.length() - 1));
      case UNCLOSED -> Values.unescaped(text.substring(1));
      default -> text;
    };
  }

  private static Type type(int token) {
    return switch (token) {
      case StqlLexer.WORD -> Type.WORD;
      case StqlLexer.AND -> Type.AND;
      case StqlLexer.OR -> Type.OR;
      case StqlLexer.NOT -> Type.NOT;
      case StqlLexer.IN -> Type.IN;
      case StqlLexer.OPEN -> Type.OPEN;
      case StqlLexer.CLOSE -> Type.CLOSE;
      case StqlLexer.COMMA -> Type.COMMA;
      case StqlLexer.EQUAL -> Type.EQUAL;
      case StqlLexer.UNEQUAL -> Type.UNEQUAL;
      case StqlLexer.STRING -> Type.STRING;
      case StqlLexer.UNCLOSED -> Type.UNCLOSED;
      case StqlLexer.COMMENT -> Type.COMMENT;
      default -> Type.STRAY;
    };
  }
}
