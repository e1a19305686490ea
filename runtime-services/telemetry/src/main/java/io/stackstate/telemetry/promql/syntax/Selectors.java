package io.stackstate.telemetry.promql.syntax;

import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.LabelMatcher.Operator;
import io.stackstate.telemetry.promql.syntax.PromqlParser.LabelContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.LabelsContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.MatcherContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.SelectorContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads selectors of series and lists of labels. */
final class Selectors {
  private Selectors() {}

  static List<LabelMatcher> matchers(SelectorContext context) {
    List<LabelMatcher> matchers = new ArrayList<>();
    if (context.matchers() != null) {
      context.matchers().matcher().forEach(matcher -> matchers.add(matcher(matcher)));
    }
    Token start = context.getStart();
    if (context.name() != null) {
      matchers.add(named(context.name().getText()));
    }
    if (matchers.stream().filter(Selectors::namesMetric).count() > 1) {
      throw PromqlSyntaxException.at(start, "metric name must not be set twice");
    }
    if (matchers.stream().allMatch(matcher -> new LabelFilter(matcher).accepts(""))) {
      throw PromqlSyntaxException.at(
          start, "vector selector must contain at least one non-empty matcher");
    }
    return matchers;
  }

  /** Only an exact name is one; several expressions over names are fine, as without a name. */
  private static boolean namesMetric(LabelMatcher matcher) {
    return matcher.label().equals(LabelMatcher.NAME) && matcher.operator() == Operator.EQUAL;
  }

  private static LabelMatcher named(String name) {
    return new LabelMatcher(LabelMatcher.NAME, Operator.EQUAL, name);
  }

  private static LabelMatcher matcher(MatcherContext context) {
    String value = Quoted.value(context.STRING().getSymbol());
    if (context.operator == null) {
      return named(value);
    }
    Operator operator =
        switch (context.operator.getType()) {
          case PromqlLexer.ASSIGN -> Operator.EQUAL;
          case PromqlLexer.UNEQUAL -> Operator.NOT_EQUAL;
          case PromqlLexer.REGEX -> Operator.REGEX;
          default -> Operator.NOT_REGEX;
        };
    LabelMatcher matcher = new LabelMatcher(label(context.label()), operator, value);
    requireUsable(matcher, context.STRING().getSymbol());
    return matcher;
  }

  private static void requireUsable(LabelMatcher matcher, Token where) {
    try {
      new LabelFilter(matcher);
    } catch (IllegalArgumentException e) {
      throw PromqlSyntaxException.at(where, "bad regular expression for " + e.getMessage());
    }
  }

  /** Empty for a list that is not there. */
  static List<String> labels(LabelsContext context) {
    return context == null ? List.of() : context.label().stream().map(Selectors::label).toList();
  }

  private static String label(LabelContext context) {
    if (context.STRING() != null) {
      return Quoted.value(context.STRING().getSymbol());
    }
    String name = context.getText();
    if (name.indexOf(':') >= 0) {
      throw PromqlSyntaxException.at(
          context.getStart(), "found ':' in the label name \"" + name + "\"");
    }
    return name;
  }
}
