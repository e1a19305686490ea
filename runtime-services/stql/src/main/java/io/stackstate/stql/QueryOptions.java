package io.stackstate.stql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What may come with a query beside its text. Immutable.
 *
 * @param patterns the answer is restricted to the components that fit all of them
 * @param cancelled asked often while the query runs, by the thread that runs it; once it is true,
 *     the query ends with a {@link CancellationException}
 */
public record QueryOptions(List<PatternFilter> patterns, BooleanSupplier cancelled) {
  /** Nothing beside the text. */
  public static final QueryOptions NONE = new QueryOptions(List.of(), () -> false);

  public QueryOptions {
    patterns = List.copyOf(patterns);
  }

  /** These options and one more restriction. */
  public QueryOptions matching(PatternFilter pattern) {
    List<PatternFilter> more = new ArrayList<>(patterns);
    more.add(pattern);
    return new QueryOptions(more, cancelled);
  }

  /** These options with another way to cancel. */
  public QueryOptions cancelledBy(BooleanSupplier token) {
    return new QueryOptions(patterns, token);
  }
}
