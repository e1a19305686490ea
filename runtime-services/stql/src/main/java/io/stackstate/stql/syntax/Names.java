package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Key;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The errors for words that nobody knows. */
final class Names {
  private Names() {}

  /** The word stands where a filter's key does. */
  static SyntaxException unknownKey(Token word) {
    String hint = Spelling.hint(word.getText(), Key.names());
    String found = Wording.quoted(word.getText());
    return SyntaxException.at(word, found, Wording.keys(), hint);
  }

  /** The word stands where one of these does. */
  static SyntaxException unknown(Token word, String what, String expected, List<String> known) {
    String hint = Spelling.hint(word.getText(), known);
    String found = what + " " + Wording.quoted(word.getText());
    return SyntaxException.at(word, found, expected + " " + Wording.alternatives(known), hint);
  }
}
