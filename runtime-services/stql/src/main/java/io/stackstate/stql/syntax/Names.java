package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Key;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** The errors for words that nobody knows. */
final class Names {
  private Names() {}

  /** The word stands where a filter's key does. */
  static SyntaxException unknownKey(Token word) {
    List<String> known =
        Stream.of(Key.names(), FunctionBuilder.NAMES).flatMap(List::stream).toList();
    String found = Wording.quoted(word.getText());
    String expected = "one of the keys " + Wording.alternatives(Key.names());
    return SyntaxException.at(word, found, expected, Spelling.hint(word.getText(), known));
  }

  /** The word stands where one of these does. */
  static SyntaxException unknown(Token word, String what, String expected, List<String> known) {
    String hint = Spelling.hint(word.getText(), known);
    String found = what + " " + Wording.quoted(word.getText());
    return SyntaxException.at(word, found, expected + " " + Wording.alternatives(known), hint);
  }
}
