package io.stackstate.telemetry.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@link LabelMatcher} that can be asked. Expressions are those of RE2, as in Prometheus, and
 * take linear time. Thread-safe.
 */
public final class LabelFilter {
  /** No character of these alternatives means anything else in an expression. */
  private static final Pattern PLAIN = Pattern.compile("[\\w :/=,@%~-]+(\\|[\\w :/=,@%~-]+)*");

  private final LabelMatcher matcher;
  private final Pattern pattern;

  /**
   * @throws IllegalArgumentException when the expression is wrong
   */
  public LabelFilter(LabelMatcher matcher) {
    this.matcher = matcher;
    try {
      this.pattern = isRegex() ? compile(matcher.value()) : null;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          matcher.label() + ": found " + matcher.value() + ", " + e.getDescription(), e);
    }
  }

  /**
   * As Prometheus compiles expressions, RE2 in which a dot is any character, line ends too.
   *
   * @throws PatternSyntaxException when it is none
   */
  public static Pattern compile(String expression) {
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  public String label() {
    return matcher.label();
  }

  /** Whether it says what the value must not be. */
  public boolean isNegative() {
    return switch (matcher.operator()) {
      case NOT_EQUAL, NOT_REGEX -> true;
      case EQUAL, REGEX -> false;
    };
  }

  private boolean isRegex() {
    return switch (matcher.operator()) {
      case REGEX, NOT_REGEX -> true;
      case EQUAL, NOT_EQUAL -> false;
    };
  }

  /** Whether a value fulfils it. */
  public boolean accepts(String value) {
    boolean same =
        pattern == null ? value.equals(matcher.value()) : pattern.matcher(value).matches();
    return same != isNegative();
  }

  /** Whether each value but the empty one fulfils it. */
  public boolean acceptsAnyText() {
    return switch (matcher.operator()) {
      case REGEX -> matcher.value().equals(".+") || matcher.value().equals(".*");
      case NOT_EQUAL -> matcher.value().isEmpty();
      case EQUAL, NOT_REGEX -> false;
    };
  }

  /** Whether a series fulfils it; a label that it has not is empty. */
  public boolean accepts(Map<String, String> labels) {
    return accepts(labels.getOrDefault(matcher.label(), ""));
  }

  /** The values that it names, when they are all that it tells apart; they are not empty. */
  public Optional<List<String>> values() {
    String value = matcher.value();
    if (pattern == null) {
      return value.isEmpty() ? Optional.empty() : Optional.of(List.of(value));
    }
    return PLAIN.matcher(value).matches()
        ? Optional.of(Stream.of(value.split("\\|")).toList())
        : Optional.empty();
  }
}
