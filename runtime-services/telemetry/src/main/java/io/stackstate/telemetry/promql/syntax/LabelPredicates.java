package io.stackstate.telemetry.promql.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import java.util.Optional;
import java.util.function.Predicate;

/** What matchers say about values of labels. */
public final class LabelPredicates {
  private LabelPredicates() {}

  /** Tells whether a value fulfils the matcher; a label that is not there has an empty value. */
  public static Predicate<String> of(LabelMatcher matcher) {
    LabelFilter filter = new LabelFilter(matcher);
    return value -> filter.accepts(value);
  }

  /**
   * As Prometheus compiles it, RE2 in which a dot is any character, line ends too.
   *
   * @throws PatternSyntaxException when it is none
   */
  public static Pattern compile(String expression) {
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  static boolean matchesEmpty(LabelMatcher matcher) {
    return of(matcher).test("");
  }

  /** Why it cannot be used; empty when it can. */
  static Optional<String> problem(LabelMatcher matcher) {
    try {
      of(matcher);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("bad regular expression for " + e.getMessage());
    }
  }
}
