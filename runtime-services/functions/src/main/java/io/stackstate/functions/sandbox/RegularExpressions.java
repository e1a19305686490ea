package io.stackstate.functions.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Methods of texts that take a regular expression, over a text that can be interrupted. */
final class RegularExpressions {
  private RegularExpressions() {}

  static Object call(CharSequence receiver, String name, Object[] arguments) {
    CharSequence text = InterruptibleText.of(receiver);
    boolean byExpression = arguments.length > 0 && isExpression(arguments[0]);
    if (!byExpression) {
      return InvokerHelper.invokeMethod(receiver.toString(), name, arguments);
    }
    Pattern pattern = pattern(arguments[0]);
    Object second = arguments.length > 1 ? arguments[1] : null;
    boolean replacement = second instanceof CharSequence;
    return switch (name) {
      case "matches" -> pattern.matcher(text).matches();
      case "split" ->
          second instanceof Number limit
              ? pattern.split(text, limit.intValue())
              : pattern.split(text);
      case "replaceAll" ->
          replacement
              ? pattern.matcher(text).replaceAll(second.toString())
              : InvokerHelper.invokeMethod(text, name, arguments);
      case "replaceFirst" ->
          replacement
              ? pattern.matcher(text).replaceFirst(second.toString())
              : InvokerHelper.invokeMethod(text, name, arguments);
      default -> InvokerHelper.invokeMethod(text, name, arguments);
    };
  }

  private static boolean isExpression(Object argument) {
    return argument instanceof CharSequence || argument instanceof Pattern;
  }

  private static Pattern pattern(Object expression) {
    return expression instanceof Pattern compiled
        ? compiled
        : Pattern.compile(expression.toString());
  }

  static Matcher find(Object text, Object expression) {
    return pattern(expression).matcher(InterruptibleText.of(String.valueOf(text)));
  }

  static boolean matches(Object text, Object expression) {
    if (text == null || expression == null) {
      return false;
    }
    return find(text, expression).matches();
  }
}
