package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Key;
import java.util.List;

/**
 * What can be said about a text that may be no query. Places count code points from 0, the end is
 * exclusive. When the text cannot be parsed, there is one error and nothing else.
 *
 * @param errors in the order of their places
 * @param values of the filters that are right
 * @param calls the names of all functions that are called
 */
public record Examination(List<SyntaxException> errors, List<ValueAt> values, List<WordAt> calls) {
  public Examination {
    errors = List.copyOf(errors);
    values = List.copyOf(values);
    calls = List.copyOf(calls);
  }

  /** A value of a filter, as the expression holds it. */
  public record ValueAt(Key key, String value, int start, int end) {}

  /** A word as it was written. */
  public record WordAt(String word, int start, int end) {}
}
