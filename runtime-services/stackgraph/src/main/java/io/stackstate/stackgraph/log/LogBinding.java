package io.stackstate.stackgraph.log;

/**
 * The change log that a graph follows. A log that was lost and written anew counts its records from
 * 0 again, while the graph goes on counting: a commit that ends at offset {@code n} of this log is
 * number {@code base + n} in the graph.
 *
 * @param logId the id that Kafka gave the topic when it was made, which no other topic ever has;
 *     null as long as it is not known
 */
public record LogBinding(String logId, long base) {
  /** That of a graph that has not met its log yet, or was made before graphs knew. */
  public static final LogBinding UNKNOWN = new LogBinding(null, 0);
}
