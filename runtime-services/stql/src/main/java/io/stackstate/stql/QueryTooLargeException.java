package io.stackstate.stql;

/** A query passed one of its {@link QueryLimits}; there is no partial answer. */
public final class QueryTooLargeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int limit;

  QueryTooLargeException(String what, int limit) {
    super("the query %s more than %,d elements".formatted(what, limit));
    this.limit = limit;
  }

  /** The limit that was passed. */
  public int limit() {
    return limit;
  }
}
