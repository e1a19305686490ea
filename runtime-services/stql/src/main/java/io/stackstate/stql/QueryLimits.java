package io.stackstate.stql;

import java.time.Duration;

/**
 * What one query may cost (query sheet section 3.1).
 *
 * @param maxLoadedElements components and relations that may be loaded to answer it, at least 1
 * @param maxResultElements components that may be in the answer, at least 1
 * @param timeout positive
 */
public record QueryLimits(int maxLoadedElements, int maxResultElements, Duration timeout) {
  /** What the product allows unless it is configured otherwise. */
  public static final QueryLimits DEFAULT = new QueryLimits(10_000, 10_000, Duration.ofSeconds(15));

  public QueryLimits {
    atLeastOne("maxLoadedElements", maxLoadedElements);
    atLeastOne("maxResultElements", maxResultElements);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: found " + timeout + ", expected more than 0");
    }
  }

  private static void atLeastOne(String name, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(name + ": found " + limit + ", expected at least 1");
    }
  }
}
