package io.stackstate.telemetry.promql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.stackstate.telemetry.metric.LabelFilter;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace} and {@code label_join}. */
final class LabelFunctions {
  private static final int MAX_VALUE = 65_536;

  private LabelFunctions() {}

  static List<Row> replace(
      List<Row> rows, String to, String template, String from, String expression) {
    requireName("label_replace", "destination", to);
    Pattern pattern = pattern(expression);
    List<Row> replaced = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Matcher matcher = pattern.matcher(row.labels().get(from));
      replaced.add(
          matcher.matches()
              ? new Row(row.labels().with(to, expand(template, matcher)), row.values())
              : row);
    }
    return Rows.merged(replaced, Rows.SAME_LABELS);
  }

  private static Pattern pattern(String expression) {
    try {
      return LabelFilter.compile(expression);
    } catch (PatternSyntaxException e) {
      throw PromqlException.execution(
          "invalid regular expression in label_replace(): " + e.getDescription());
    }
  }

  static List<Row> join(List<Row> rows, String to, String separator, List<String> from) {
    requireName("label_join", "destination", to);
    from.forEach(name -> requireName("label_join", "source", name));
    List<Row> joined = new ArrayList<>(rows.size());
    for (Row row : rows) {
      List<String> parts = from.stream().map(row.labels()::get).toList();
      joined.add(
          new Row(row.labels().with(to, bounded(String.join(separator, parts))), row.values()));
    }
    return Rows.merged(joined, Rows.SAME_LABELS);
  }

  private static void requireName(String function, String role, String name) {
    if (name.isEmpty()) {
      throw PromqlException.execution(
          "invalid %s label name in %s(): found nothing, expected a name"
              .formatted(role, function));
    }
  }

  /**
   * {@code $1}, {@code $name}, {@code ${name}} and {@code $$}; a group that is not there is empty.
   */
  private static String expand(String template, Matcher matcher) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '$' || at == template.length()) {
        out.append(c);
      } else if (template.charAt(at) == '$') {
        out.append(template.charAt(at++));
      } else {
        at = reference(template, at, matcher, out);
      }
    }
    return bounded(out.toString());
  }

  private static int reference(String template, int at, Matcher matcher, StringBuilder out) {
    boolean braced = template.charAt(at) == '{';
    int start = braced ? at + 1 : at;
    int end = start;
    while (end < template.length() && isNamePart(template.charAt(end))) {
      end++;
    }
    boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
    if (end == start || !closed) {
      out.append('$');
      return at;
    }
    out.append(group(matcher, template.substring(start, end)));
    return braced ? end + 1 : end;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(Matcher matcher, String name) {
    String found;
    if (name.chars().allMatch(Character::isDigit)) {
      boolean exists = name.length() < 5 && Integer.parseInt(name) <= matcher.groupCount();
      found = exists ? matcher.group(Integer.parseInt(name)) : null;
    } else {
      found = matcher.pattern().namedGroups().containsKey(name) ? matcher.group(name) : null;
    }
    return found == null ? "" : found;
  }

  private static String bounded(String value) {
    if (value.length() > MAX_VALUE) {
      throw PromqlException.execution(
          "found a value of a label of %d characters, expected at most %d"
              .formatted(value.length(), MAX_VALUE));
    }
    return value;
  }
}
