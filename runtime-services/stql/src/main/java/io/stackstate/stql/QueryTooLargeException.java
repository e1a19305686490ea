package io.stackstate.stql;

import java.util.Optional;

/** A query passed one of its {@link QueryLimits}; there is no partial answer. */
public final class QueryTooLargeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final int limit;
  private final String part;

  QueryTooLargeException(String what, int limit) {
    this(what, limit, null);
  }

  private QueryTooLargeException(String what, int limit, String part) {
    super("the query %s more than %,d elements".formatted(what, limit));
    this.what = what;
    this.limit = limit;
    this.part = part;
  }

  /** The same, and where it happened, unless a smaller part is known already. */
  QueryTooLargeException in(String step) {
    return part == null ? new QueryTooLargeException(what, limit, step) : this;
  }

  /** The limit that was passed. */
  public int limit() {
    return limit;
  }

  /** The part of the query that loads too much; empty when it is the answer itself. */
  public Optional<String> part() {
    return Optional.ofNullable(part);
  }
}
