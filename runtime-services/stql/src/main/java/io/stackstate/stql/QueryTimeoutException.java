package io.stackstate.stql;

import java.time.Duration;

/** A query took longer than its {@link QueryLimits} allow; there is no partial answer. */
public final class QueryTimeoutException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Duration timeout;

  QueryTimeoutException(Duration timeout) {
    super("the query took longer than " + timeout.toMillis() + " ms");
    this.timeout = timeout;
  }

  /** The time that it was allowed. */
  public Duration timeout() {
    return timeout;
  }
}
