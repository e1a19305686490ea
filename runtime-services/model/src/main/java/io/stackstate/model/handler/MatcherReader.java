package io.stackstate.model.handler;

import io.stackstate.model.handler.Matcher.Operator;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads conditions on elements. */
final class MatcherReader {
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "=", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          "=~", Operator.LIKE,
          "!~", Operator.NOT_LIKE);

  private MatcherReader() {}

  static Matcher read(Fields each) throws InvalidHandlerException {
    each.allow("field", "op", "value");
    String field = each.requiredText("field");
    if (!Matcher.FIELDS.contains(field)) {
      throw each.bad("field", "one of " + String.join(", ", Matcher.FIELDS));
    }
    Operator op = each.has("op") ? OPERATORS.get(each.text("op")) : Operator.EQUAL;
    if (op == null) {
      throw each.bad("op", "one of =, !=, =~, !~");
    }
    String value = each.requiredText("value");
    try {
      Pattern.compile(op == Operator.LIKE || op == Operator.NOT_LIKE ? value : "");
    } catch (PatternSyntaxException e) {
      throw each.bad("value", "a regular expression; " + e.getDescription());
    }
    return new Matcher(field, op, value);
  }
}
