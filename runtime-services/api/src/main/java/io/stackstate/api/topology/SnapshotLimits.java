package io.stackstate.api.topology;

import com.typesafe.config.Config;
import io.stackstate.stql.QueryLimits;
import java.time.Duration;

/**
 * What one snapshot query may cost (query sheet, section 3.1).
 *
 * @param maxResultRelations relations between the components of a result; they are streamed, so
 *     this bounds the size of an answer, not memory
 * @param maxActiveQueries being evaluated or sent at the same time
 * @param maxTimeout what a client may ask for at most
 */
public record SnapshotLimits(
    int maxLoadedElements,
    int maxResultElements,
    int maxResultRelations,
    int maxActiveQueries,
    Duration defaultTimeout,
    Duration maxTimeout) {

  public SnapshotLimits {
    requirePositive("maxLoadedElementsPerQuery", maxLoadedElements);
    requirePositive("maxStackElementsPerQuery", maxResultElements);
    requirePositive("maxRelationsPerQuery", maxResultRelations);
    requirePositive("maxActiveQueries", maxActiveQueries);
    requirePositive("defaultTimeout", defaultTimeout.toMillis());
    requirePositive("maxTimeout", maxTimeout.toMillis());
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "stackstate.api.snapshot." + key + ": found " + value + ", expected at least 1");
    }
  }

  /** Reads {@code stackstate.api.snapshot}. */
  public static SnapshotLimits read(Config config) {
    return new SnapshotLimits(
        config.getInt("maxLoadedElementsPerQuery"),
        config.getInt("maxStackElementsPerQuery"),
        config.getInt("maxRelationsPerQuery"),
        config.getInt("maxActiveQueries"),
        config.getDuration("defaultTimeout"),
        config.getDuration("maxTimeout"));
  }

  /** For whole topologies, which are sent element by element. */
  public static SnapshotLimits unbounded(int maxActiveQueries, Duration timeout) {
    int all = Integer.MAX_VALUE;
    return new SnapshotLimits(all, all, all, maxActiveQueries, timeout, timeout);
  }

  QueryLimits query(Duration timeout) {
    return new QueryLimits(maxLoadedElements, maxResultElements, timeout);
  }
}
