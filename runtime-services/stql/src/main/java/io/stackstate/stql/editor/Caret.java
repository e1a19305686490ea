package io.stackstate.stql.editor;

import io.stackstate.stql.syntax.Lexeme;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is expected behind a sequence of tokens. One token of look-ahead decides everywhere in the
 * grammar, so the last tokens and the open parentheses tell it, and tokens that are out of place
 * can be passed over, where a parser would give up.
 */
final class Caret {
  /** What is expected. */
  enum Place {
    /** A key, a function, NOT or a parenthesis. */
    OPERAND,
    /** What follows a key or the name of a function. */
    OPERATOR,
    /** The second half of NOT IN. */
    IN,
    /** The parenthesis behind IN. */
    LIST,
    /** A value of a filter. */
    VALUE,
    /** What follows a value in a list. */
    NEXT_VALUE,
    /** What follows an operand. */
    CONNECTIVE,
    PARAMETER,
    /** The equals sign behind the name of a parameter. */
    ASSIGNMENT,
    ARGUMENT,
    NEXT_ARGUMENT
  }

  private enum Kind {
    QUERY,
    LIST,
    CALL
  }

  /**
   * An open parenthesis.
   *
   * @param function of a call
   * @param given the parameters of a call so far, in lower case
   */
  private record Frame(Kind kind, String function, Set<String> given) {}

  private final Deque<Frame> frames = new ArrayDeque<>();
  private Place place = Place.OPERAND;
  private String word = "";

  Caret() {
    push(Kind.QUERY, "");
  }

  Place place() {
    return place;
  }

  /** The key, function or parameter to which the place belongs. */
  String word() {
    return word;
  }

  /** The function in whose parentheses the place is directly, or nothing. */
  String function() {
    return frames.peek().function();
  }

  /** The parameters that were given to it so far, in lower case. */
  Set<String> given() {
    return frames.peek().given();
  }

  /** Whether a parenthesis is open. */
  boolean nested() {
    return frames.size() > 1;
  }

  void pass(Lexeme token) {
    switch (token.type()) {
      case WORD -> word(token.text());
      case STRING -> value();
      case AND, OR -> operand();
      case NOT -> not();
      case IN -> place = expectsIn() ? Place.LIST : place;
      case OPEN -> open();
      case CLOSE -> close();
      case COMMA -> comma();
      case EQUAL, UNEQUAL -> equal();
      case UNCLOSED, COMMENT, STRAY -> {
        // Neither changes what is expected.
      }
    }
  }

  private void word(String text) {
    switch (place) {
      case OPERAND, CONNECTIVE, OPERATOR -> {
        word = text;
        place = Place.OPERATOR;
      }
      case PARAMETER -> {
        word = text.toLowerCase(Locale.ROOT);
        frames.peek().given().add(word);
        place = Place.ASSIGNMENT;
      }
      default -> value();
    }
  }

  private void value() {
    if (place == Place.VALUE) {
      place = frames.peek().kind() == Kind.LIST ? Place.NEXT_VALUE : Place.CONNECTIVE;
    } else if (place == Place.ARGUMENT) {
      place = Place.NEXT_ARGUMENT;
    }
  }

  private void not() {
    if (place == Place.OPERATOR) {
      place = Place.IN;
    } else {
      operand();
    }
  }

  /** Lists and calls hold no connectives: when one stands there, their parenthesis is missing. */
  private void operand() {
    while (frames.peek().kind() != Kind.QUERY) {
      frames.pop();
    }
    place = Place.OPERAND;
  }

  private boolean expectsIn() {
    return place == Place.OPERATOR || place == Place.IN;
  }

  private void open() {
    switch (place) {
      case OPERATOR -> {
        push(Kind.CALL, word);
        place = Place.PARAMETER;
      }
      case LIST -> {
        push(Kind.LIST, "");
        place = Place.VALUE;
      }
      default -> {
        push(Kind.QUERY, "");
        place = Place.OPERAND;
      }
    }
  }

  private void close() {
    if (nested()) {
      frames.pop();
    }
    place = frames.peek().kind() == Kind.CALL ? Place.NEXT_ARGUMENT : Place.CONNECTIVE;
  }

  private void comma() {
    switch (frames.peek().kind()) {
      case LIST -> place = Place.VALUE;
      case CALL -> place = Place.PARAMETER;
      case QUERY -> {
        // Out of place: passed over.
      }
    }
  }

  private void equal() {
    if (place == Place.OPERATOR) {
      place = Place.VALUE;
    } else if (place == Place.ASSIGNMENT) {
      place = Place.ARGUMENT;
    }
  }

  private void push(Kind kind, String function) {
    frames.push(new Frame(kind, function, new HashSet<>()));
  }
}
