package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.check.StreamCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions of a metric query as scripts write them: {@code key = 'value' and key2 = "value"}, in
 * which a backslash takes away the meaning of the character behind it (query sheet, section 6.3).
 */
final class ConditionText {
  private static final Pattern KEY = Pattern.compile("[^\\s='\"]+");
  private static final Pattern EQUALS = Pattern.compile("\\s*=\\s*");
  private static final Pattern VALUE =
      Pattern.compile(
          "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
          Pattern.DOTALL);
  private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  private final String text;
  private final int end;
  private int at;

  private ConditionText(String text) {
    this.text = text;
    this.end = text.stripTrailing().length();
    this.at = text.length() - text.stripLeading().length();
  }

  /**
   * @return none of a blank text
   * @throws ScriptApiException saying where something else was expected
   */
  static List<StreamCondition> parse(String text) {
    List<StreamCondition> conditions = new ArrayList<>();
    ConditionText rest = new ConditionText(text);
    while (rest.at < rest.end) {
      if (!conditions.isEmpty()) {
        rest.next(AND, "and");
      }
      String key = rest.next(KEY, "a key such as host or tags.region").group();
      rest.next(EQUALS, "=");
      Matcher value = rest.next(VALUE, "a value in quotes");
      String quoted = value.group(1) == null ? value.group(2) : value.group(1);
      conditions.add(new StreamCondition(key, ESCAPE.matcher(quoted).replaceAll("$1")));
    }
    return conditions;
  }

  private Matcher next(Pattern pattern, String expected) {
    Matcher matcher = pattern.matcher(text).region(at, end);
    if (!matcher.lookingAt()) {
      String found = at >= end ? "the end" : "\"" + shown(text.substring(at, end)) + "\"";
      throw new ScriptApiException(
          "conditions, character %d: found %s, expected %s".formatted(at + 1, found, expected));
    }
    at = matcher.end();
    return matcher;
  }

  private static String shown(String rest) {
    return rest.length() > 40 ? rest.substring(0, 40) + "..." : rest;
  }
}
