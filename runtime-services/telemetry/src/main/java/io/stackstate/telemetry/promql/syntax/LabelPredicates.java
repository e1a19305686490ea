package io.stackstate.telemetry.promql.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.stackstate.telemetry.metric.LabelMatcher;
import java.util.Optional;
import java.util.function.Predicate;

/** What matchers say about values of labels. */
public final class LabelPredicates {
  private LabelPredicates() {}

  /** Tells whether a value fulfils the matcher; a label that is not there has an empty value. */
  public static Predicate<String> of(LabelMatcher matcher) {
    String value = matcher.value();
    return switch (matcher.operator()) {
      case EQUAL -> value::equals;
      case NOT_EQUAL -> found -> !value.equals(found);
      case REGEX -> matches(compile(value));
      case NOT_REGEX -> matches(compile(value)).negate();
    };
  }

  /**
   * As Prometheus compiles it, RE2 in which a dot is any character, line ends too.
   *
   * @throws PatternSyntaxException when it is none
   */
  public static Pattern compile(String expression) {
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  private static Predicate<String> matches(Pattern pattern) {
    return pattern::matches;
  }

  static boolean matchesEmpty(LabelMatcher matcher) {
    return of(matcher).test("");
  }

  /** Why it cannot be used; empty when it can. */
  static Optional<String> problem(LabelMatcher matcher) {
    try {
      of(matcher);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "bad regular expression %s: %s"
              .formatted(Wording.shown(matcher.value()), e.getDescription()));
    }
  }
}
