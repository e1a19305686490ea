package io.stackstate.stql.syntax;

import io.stackstate.model.change.HealthState;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** What the tokens of values say (query sheet section 1.4). */
final class Values {
  private static final Pattern ESCAPE = Pattern.compile("\\\\([\"'\\\\])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final List<String> HEALTH_STATES =
      Arrays.stream(HealthState.values()).map(Enum::name).toList();

  private Values() {}

  /** The value of a filter, in the form in which the expression holds it. */
  static String of(Key key, Token token) {
    String text = text(token);
    if (text.equals(Expression.WILDCARD)) {
      return text;
    }
    return switch (key) {
      case HEALTH_STATE -> healthState(token, text);
      case ID -> id(token, text);
      default -> text;
    };
  }

  /** The text without quotes and escapes; every other backslash stays. */
  static String text(Token token) {
    String text = token.getText();
    return token.getType() == StqlLexer.STRING
        ? ESCAPE.matcher(text.substring(1, text.length() - 1)).replaceAll("$1")
        : text;
  }

  private static String healthState(Token token, String text) {
    String state = text.toUpperCase(Locale.ROOT);
    if (!HEALTH_STATES.contains(state)) {
      String expected = "one of the health states " + Wording.alternatives(HEALTH_STATES);
      String hint = Spelling.hint(text, HEALTH_STATES);
      throw SyntaxException.at(token, Wording.quoted(text), expected, hint);
    }
    return state;
  }

  private static String id(Token token, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw SyntaxException.at(
          token, Wording.quoted(text), "the number of a component such as id = \"123\"");
    }
    return Long.toString(Long.parseLong(text));
  }
}
