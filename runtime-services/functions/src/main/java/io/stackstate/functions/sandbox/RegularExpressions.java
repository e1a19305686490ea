package io.stackstate.functions.sandbox;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Methods of texts that take a regular expression, over a text that can be interrupted. Groovy's
 * own make a plain text of it first, so they are done here, with the same results.
 */
final class RegularExpressions {
  private RegularExpressions() {}

  static Object call(CharSequence receiver, String name, Object[] arguments) {
    boolean byExpression = arguments.length > 0 && isExpression(arguments[0]);
    if (!byExpression) {
      return InvokerHelper.invokeMethod(receiver.toString(), name, arguments);
    }
    Pattern pattern = pattern(arguments[0]);
    CharSequence text = InterruptibleText.of(receiver);
    Matcher matcher = pattern.matcher(text);
    Object second = arguments.length > 1 ? arguments[1] : null;
    Closure<?> closure = second instanceof Closure<?> given ? given : null;
    return switch (name) {
      case "matches" -> matcher.matches();
      case "split" -> pattern.split(text, second instanceof Number n ? n.intValue() : 0);
      case "replaceAll" ->
          closure == null
              ? matcher.replaceAll(String.valueOf(second))
              : matcher.replaceAll(match -> replacement(closure, matcher));
      case "replaceFirst" ->
          closure == null
              ? matcher.replaceFirst(String.valueOf(second))
              : matcher.replaceFirst(match -> replacement(closure, matcher));
      case "find" -> find(matcher, closure);
      case "findAll" -> findAll(matcher, closure);
      case "eachMatch" -> {
        findAll(matcher, closure);
        yield receiver;
      }
      default -> throw new IllegalStateException(name);
    };
  }

  private static String replacement(Closure<?> closure, Matcher matcher) {
    return Matcher.quoteReplacement(String.valueOf(call(closure, matcher)));
  }

  /** A closure gets the match, or the match and its groups when the expression has groups. */
  private static Object call(Closure<?> closure, Matcher matcher) {
    if (matcher.groupCount() == 0) {
      return closure.call(matcher.group());
    }
    List<Object> groups = new ArrayList<>();
    for (int i = 0; i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return closure.getMaximumNumberOfParameters() > 1
        ? closure.call(groups.toArray())
        : closure.call((Object) groups);
  }

  private static Object find(Matcher matcher, Closure<?> closure) {
    if (!matcher.find()) {
      return null;
    }
    return closure == null ? matcher.group() : call(closure, matcher);
  }

  private static List<Object> findAll(Matcher matcher, Closure<?> closure) {
    List<Object> found = new ArrayList<>();
    while (matcher.find()) {
      Execution.tick();
      found.add(closure == null ? matcher.group() : call(closure, matcher));
    }
    return found;
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
