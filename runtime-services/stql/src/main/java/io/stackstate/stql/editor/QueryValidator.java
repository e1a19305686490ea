package io.stackstate.stql.editor;

import io.stackstate.stql.editor.Problem.Severity;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.syntax.Examination;
import io.stackstate.stql.syntax.Examination.ValueAt;
import io.stackstate.stql.syntax.Examination.WordAt;
import io.stackstate.stql.syntax.QueryReader;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says what is wrong in a text, and what is right but selects nothing. A text that cannot be parsed
 * has one problem, where it stops making sense; any other shows all of them. Safe for any number of
 * threads.
 */
public final class QueryValidator {
  /** More say nothing more. */
  private static final int MAX_PROBLEMS = 100;

  private QueryValidator() {}

  /** Whether it is a query: the problems of the text alone, in the order of their places. */
  public static List<Problem> validate(String text) {
    return new Problems(text, QueryReader.examine(text)).found();
  }

  /**
   * As {@link #validate(String)}, and warns about values that no component has.
   *
   * @param visible the components that the asker may know of
   */
  public static List<Problem> validate(
      String text, TopologySnapshot snapshot, RoaringBitmap visible) {
    Problems problems = new Problems(text, QueryReader.examine(text));
    problems.unknownValues(snapshot, visible);
    return problems.found();
  }

  private static final class Problems {
    private final Examination examination;
    private final Places places;
    private final List<Problem> problems = new ArrayList<>();

    Problems(String text, Examination examination) {
      this.examination = examination;
      this.places = new Places(text);
      examination.errors().stream()
          .limit(MAX_PROBLEMS)
          .forEach(e -> add(Severity.ERROR, e.start(), e.end(), e.getMessage()));
      examination.calls().stream()
          .filter(call -> call.word().equalsIgnoreCase("withCauseOf"))
          .limit(MAX_PROBLEMS)
          .forEach(this::deprecated);
    }

    private void deprecated(WordAt call) {
      String message = call.word() + " is deprecated and selects nothing";
      add(Severity.WARNING, call.start(), call.end(), message);
    }

    void unknownValues(TopologySnapshot snapshot, RoaringBitmap visible) {
      for (ValueAt value : examination.values()) {
        boolean checked = value.key() != Key.ID && value.key() != Key.HEALTH_STATE;
        if (problems.size() > 2 * MAX_PROBLEMS) {
          return;
        } else if (checked && !value.value().equals(Expression.WILDCARD)) {
          var attribute = ValueItems.attribute(value.key());
          RoaringBitmap with = snapshot.components(attribute, value.value());
          if (!RoaringBitmap.intersects(with, visible)) {
            add(Severity.WARNING, value.start(), value.end(), unknown(value));
          }
        }
      }
    }

    List<Problem> found() {
      problems.sort(Comparator.comparingInt(Problem::start).thenComparing(Problem::severity));
      return List.copyOf(problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
    }

    private void add(Severity severity, int start, int end, String message) {
      problems.add(places.problem(severity, start, end, message));
    }

    private static String unknown(ValueAt value) {
      String message = "no component has this %s now".formatted(value.key().text());
      return value.value().contains(Expression.WILDCARD)
          ? message + "; \"*\" is a wildcard only when it is the whole value"
          : message;
    }
  }
}
