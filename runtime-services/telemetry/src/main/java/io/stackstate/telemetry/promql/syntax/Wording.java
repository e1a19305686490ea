package io.stackstate.telemetry.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** How errors speak of tokens. */
final class Wording {
  private static final int SHOWN = 60;
  private static final int MANY = 6;

  private Wording() {}

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  static String found(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "the end of the query";
      case PromqlLexer.UNCLOSED -> "a quote that is not closed";
      case PromqlLexer.STRING -> "the string " + shown(token.getText());
      default -> "\"" + shown(token.getText()) + "\"";
    };
  }

  /** Empty when there is too much to name. */
  static String expected(IntervalSet types) {
    if (types.contains(PromqlLexer.AGGREGATOR) && types.contains(PromqlLexer.STRING)) {
      return types.contains(PromqlLexer.LEFT_BRACE) ? ", expected an expression" : "";
    }
    List<String> names = new ArrayList<>();
    for (int type : types.toArray()) {
      names.add(type == Token.EOF ? "the end" : PromqlLexer.VOCABULARY.getDisplayName(type));
    }
    return names.isEmpty() || names.size() > MANY ? "" : ", expected " + String.join(" or ", names);
  }
}
